package stampede.harness.gate;

import java.util.Optional;
import stampede.harness.experiment.OutsideCauses;
import stampede.report.Cell;

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
