package stampede.harness.gate;

import java.util.ArrayList;
import java.util.List;
import stampede.report.gate.GatePair;

/** Keeps what a gate says of its course, line by line: the open load first, then each round. */
public final class ToldRounds implements RoundWatcher {
  private final List<String> lines = new ArrayList<>();

  @Override
  public void calibrated(double capacityPerS, String openLoad) {
    lines.add(openLoad);
  }

  @Override
  public void ended(GatePair pair, RoundReport report) {
    lines.add(report.line(pair));
  }

  /** So far. */
  public List<String> lines() {
    return List.copyOf(lines);
  }
}
