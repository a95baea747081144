package stampede.harness.experiment;

import stampede.load.ArrivalSchedule;
import stampede.report.Cell;
import stampede.report.Quantiles;
import stampede.report.Round;

/**
 * What spoils the figures of a flood and is not the server's doing. The limits are set beforehand
 * and none is about how good the figures are. Pure.
 */
public final class OutsideCauses {
  private OutsideCauses() {}

  /** Whether the host took too much of the CPU time; not where nobody counted that. */
  public static boolean isStolenFrom(Cell cell) {
    Double percent = cell.kernel() == null ? null : cell.kernel().stealPercent();
    return percent != null && percent > Believable.MOST_STEAL_PERCENT;
  }

  /**
   * Whether requests of an open load began late or not at all, but not for a server that keeps the
   * requests it has: then there would be as many under way as there may be.
   */
  public static boolean isBegunLate(Cell cell) {
    Round round = cell.rounds().getFirst();
    if (round.offeredPerS() == null) {
      return false;
    }
    boolean late = round.achievedPerS() < Believable.LEAST_ACHIEVED * round.offeredPerS();
    Quantiles lag = cell.lagUs();
    boolean lags = lag != null && lag.p99() != null && lag.p99() > 1e3 * Believable.MOST_LAG_P99_MS;
    return (late || lags) && inFlight(cell, round) < ArrivalSchedule.USUAL_IN_FLIGHT / 2.0;
  }

  /** By Little's law. */
  private static double inFlight(Cell cell, Round round) {
    Quantiles actual = cell.latencyFromActualUs().total();
    return actual.mean() == null ? 0 : round.achievedPerS() * actual.mean() / 1e6;
  }
}
