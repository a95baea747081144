package stampede.harness.experiment;

import java.util.Locale;
import java.util.Optional;
import stampede.load.ArrivalSchedule;
import stampede.report.Cell;
import stampede.report.Kernel;
import stampede.report.Quantiles;
import stampede.report.Round;

/**
 * What spoils the figures of a flood and is not the server's doing. The limits are set beforehand
 * and none is about how good the figures are. Pure.
 */
public final class OutsideCauses {
  private OutsideCauses() {}

  /** That the host took too much of the CPU time; empty also where nobody counted that. */
  public static Optional<String> steal(Cell cell) {
    return Optional.ofNullable(cell.kernel())
        .map(Kernel::stealPercent)
        .flatMap(OutsideCauses::steal);
  }

  /** The same, of a percentage. */
  static Optional<String> steal(double percent) {
    return percent > Believable.MOST_STEAL_PERCENT
        ? Optional.of(
            String.format(Locale.ROOT, "the host took %.1f%% of the CPU time (steal)", percent))
        : Optional.empty();
  }

  /**
   * Whether requests of an open load began late or not at all, but not for a server that keeps the
   * requests it has: then there would be as many under way as there may be, or some would be shed.
   */
  public static boolean isBegunLate(Cell cell) {
    Round round = cell.rounds().getFirst();
    Long shed = cell.requests().shed();
    if (round.offeredPerS() == null || (shed != null && shed > 0)) {
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
