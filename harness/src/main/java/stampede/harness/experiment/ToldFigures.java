package stampede.harness.experiment;

import java.util.OptionalLong;
import stampede.harness.observe.MembersSeconds;

/**
 * What the members of a cluster have told of their flood: of the last second that all have told,
 * and of all of it.
 */
final class ToldFigures implements LiveFigures {
  private final MembersSeconds told;

  ToldFigures(MembersSeconds told) {
    this.told = told;
  }

  /** What is told comes by itself. */
  @Override
  public void look(long nowNs) {}

  @Override
  public long ended() {
    return told.ended();
  }

  @Override
  public long errors() {
    return told.unanswered();
  }

  @Override
  public double ratePerS() {
    return told.ratePerS();
  }

  @Override
  public OptionalLong latencyNs(double quantile) {
    return told.latencyNs(100 * quantile);
  }
}
