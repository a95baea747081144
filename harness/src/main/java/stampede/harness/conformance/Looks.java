package stampede.harness.conformance;

import java.util.BitSet;
import java.util.function.Supplier;
import stampede.harness.observe.CpuTimes;

/**
 * How often a check is looked into: once. When nothing came of it and the host of this machine took
 * its CPUs away meanwhile (steal), that may be the machine's doing, and it is looked into again,
 * twice at most. What has been seen, good or bad, stays seen. One thread uses it.
 */
final class Looks {
  private static final int MOST_AGAIN = 2;
  private static final double LEAST_STOLEN_PERCENT = 1;

  private final Supplier<CpuTimes> times;
  private final BitSet cpus;

  /**
   * Looks of this machine.
   *
   * @param times what its CPUs have done so far
   * @param cpus that count
   */
  Looks(Supplier<CpuTimes> times, BitSet cpus) {
    this.times = times;
    this.cpus = cpus;
  }

  /** What {@code look} finds. */
  Finding finding(Supplier<Finding> look) {
    CpuTimes before = times.get();
    Finding finding = look.get();
    for (int again = 0; again < MOST_AGAIN && isOpen(finding); again++) {
      CpuTimes after = times.get();
      double stolen = after.stealPercentSince(before, cpus);
      if (stolen < LEAST_STOLEN_PERCENT) {
        break;
      }
      String why =
          "looked into again: %s; the host took %.0f%% of the CPU time meanwhile"
              .formatted(finding.observed(), stolen);
      before = after;
      finding = look.get().because(why);
    }
    return finding;
  }

  private static boolean isOpen(Finding finding) {
    return finding.kind() == Finding.Kind.INCONCLUSIVE;
  }
}
