package stampede.harness.experiment;

import java.util.concurrent.locks.LockSupport;
import stampede.harness.Interruption;
import stampede.linux.Clock;
import stampede.report.Cell;

/**
 * Doing nothing for a while. A host that lends CPU time takes it back from who uses it up, as
 * steal, and lends again to who has left it alone; to measure on at once is to be stolen from on
 * and on.
 */
public final class Rest {
  /** How long, after a round in which the host took too much. */
  public static final long NS = 10_000_000_000L;

  private static final long LOOK_EVERY_NS = 50_000_000L;

  private Rest() {}

  /** How long to rest after a round that ended so, in nanoseconds; 0 where nothing was stolen. */
  public static long afterNs(Cell cell) {
    return OutsideCauses.steal(cell).isPresent() ? NS : 0;
  }

  /**
   * Does nothing for so long.
   *
   * @throws stampede.harness.InterruptedRunException when the user ends it
   */
  static void take(long ns, Interruption interruption) {
    long untilNs = Clock.monotonicNs() + ns;
    while (Clock.monotonicNs() < untilNs) {
      interruption.check();
      LockSupport.parkNanos(LOOK_EVERY_NS);
    }
  }
}
