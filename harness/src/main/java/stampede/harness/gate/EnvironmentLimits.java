package stampede.harness.gate;

import java.util.Locale;
import java.util.Optional;
import stampede.harness.experiment.Believable;
import stampede.load.ArrivalSchedule;
import stampede.report.Cell;
import stampede.report.Quantiles;
import stampede.report.Round;

/**
 * What spoils a slice that is not the server's doing. The limits are set beforehand and alike for
 * both arms, and none is about how good the figures are: what a server is too slow for, or refuses,
 * counts against it. Pure.
 */
final class EnvironmentLimits {
  private EnvironmentLimits() {}

  /** Why the pair of this slice is left out; empty when nothing is wrong with it. */
  static Optional<String> why(Slice slice, Cell cell) {
    return what(cell).map(what -> what + ", in " + slice.words() + " of the " + slice.arm().word());
  }

  private static Optional<String> what(Cell cell) {
    Double stealPercent = cell.kernel() == null ? null : cell.kernel().stealPercent();
    if (stealPercent != null && stealPercent > Believable.MOST_STEAL_PERCENT) {
      return Optional.of(
          String.format(Locale.ROOT, "the host took %.1f%% of the CPU time (steal)", stealPercent));
    }
    if (cell.errors().keySet().stream().anyMatch(name -> name.contains("EADDRNOTAVAIL"))) {
      return Optional.of("the load generator ran out of ports (EADDRNOTAVAIL; --sources)");
    }
    return isGeneratorsFault(cell)
        ? Optional.of("the load generator could not offer the load in time")
        : Optional.empty();
  }

  /**
   * A load generator that is busy all the time and late, but not for a server that keeps the
   * requests it has: then it would have as many under way as it may.
   */
  private static boolean isGeneratorsFault(Cell cell) {
    Round round = cell.rounds().getFirst();
    if (round.offeredPerS() == null || !cell.limitedBy().equals("generator")) {
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
