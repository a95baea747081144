package stampede.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ClockTest {
  private static final int CLOCK_MONOTONIC = 1;
  private static final NativeCall GETTIME = NativeCall.quick("clock_gettime");

  @Test
  void isTheMonotonicClockOfTheKernel() {
    for (int i = 0; i < 1000; i++) {
      long before = Clock.monotonicNs();
      long kernel = kernelNs();
      long after = Clock.monotonicNs();

      assertThat(kernel).isBetween(before, after);
    }
  }

  @Test
  void isTheSameInAnotherProcess() {
    long before = Clock.monotonicNs();
    try (Child child = Child.start(Teller.class)) {
      long there = Long.parseLong(child.line());

      assertThat(there).isBetween(before, Clock.monotonicNs());
    }
  }

  static final class Teller {
    static void main() {
      Child.boundLife();
      Child.say(Clock.monotonicNs());
    }
  }

  private static long kernelNs() {
    MemorySegment timespec = Native.scratch();
    assertThat(GETTIME.call(CLOCK_MONOTONIC, timespec.address())).isZero();
    return timespec.get(ValueLayout.JAVA_LONG, 0) * 1_000_000_000L
        + timespec.get(ValueLayout.JAVA_LONG, 8);
  }
}
