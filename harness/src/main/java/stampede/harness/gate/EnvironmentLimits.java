package stampede.harness.gate;

import java.util.Locale;
import java.util.Optional;
import stampede.harness.experiment.OutsideCauses;
import stampede.report.Cell;

/**
 * What spoils a slice that is not the server's doing. The limits are set beforehand and alike for
 * both arms, and none is about how good the figures are: what a server is too slow for, or refuses,
 * counts against it. Pure.
 */
final class EnvironmentLimits {
  /** A share of the requests that is not chance any more. */
  private static final double MOST_DROPPED = 0.001;

  private EnvironmentLimits() {}

  /** Why the pair of this slice is left out; empty when nothing is wrong with it. */
  static Optional<String> why(Slice slice, Cell cell) {
    return what(cell).map(what -> what + ", in " + slice.words() + " of the " + slice.arm().word());
  }

  /**
   * Why the pair of a slice is left out whose audit failed, but may have failed for a full listen
   * queue: who was in the middle of a handshake then is dropped by the kernel, tries again, and may
   * be reset although no handler did anything. Empty when the audit found more than that, when more
   * requests are concerned than such chance explains, or when the queue was never full.
   */
  static Optional<String> dropped(Slice slice, Cell cell) {
    long unanswered = cell.requests().indeterminate();
    boolean few = unanswered > 0 && unanswered <= MOST_DROPPED * cell.requests().invoked();
    if (cell.audit().isWrong() || cell.audit().unfinished() > 0 || !few || overflows(cell) == 0) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "the listen queue was full (%,d overflows) and %,d of %,d requests had no answer %s, in"
                + " %s of the %s",
            overflows(cell),
            unanswered,
            cell.requests().invoked(),
            cell.errors(),
            slice.words(),
            slice.arm().word()));
  }

  private static long overflows(Cell cell) {
    return cell.kernel() == null || cell.kernel().listenOverflows() == null
        ? 0
        : cell.kernel().listenOverflows();
  }

  private static Optional<String> what(Cell cell) {
    Optional<String> steal = OutsideCauses.steal(cell);
    if (steal.isPresent()) {
      return steal;
    }
    if (cell.errors().keySet().stream().anyMatch(name -> name.contains("EADDRNOTAVAIL"))) {
      return Optional.of("the load generator ran out of ports (EADDRNOTAVAIL; --sources)");
    }
    // a load generator that is busy all the time
    return cell.limitedBy().equals("generator") && OutsideCauses.isBegunLate(cell)
        ? Optional.of("the load generator could not offer the load in time")
        : Optional.empty();
  }
}
