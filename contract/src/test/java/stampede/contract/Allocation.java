package stampede.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Shows that a path allocates nothing once it is warm. */
final class Allocation {
  private static final int WARM = 20_000;
  private static final int MEASURED = 20_000;
  // reading the counter costs a few bytes itself; one byte a round would be 20,000
  private static final long NOISE_BYTES = 2_000;

  private Allocation() {}

  static void assertNone(Runnable path) {
    repeat(path, WARM);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    repeat(path, MEASURED);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(allocated).as("bytes allocated in %s rounds", MEASURED).isLessThan(NOISE_BYTES);
  }

  private static void repeat(Runnable path, int times) {
    for (int i = 0; i < times; i++) {
      path.run();
    }
  }
}
