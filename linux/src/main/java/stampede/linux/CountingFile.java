package stampede.linux;

import static stampede.linux.Native.signature;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * A descriptor that is read and written as one 64-bit count: what eventfd and timerfd have in
 * common. Sources: eventfd(2), timerfd_create(2).
 */
abstract sealed class CountingFile extends Descriptor permits EventFd, TimerFd {
  private static final long COUNT_BYTES = 8;
  private static final MethodHandle READ = Native.blocking("read", signature("lill"));
  private static final MethodHandle WRITE = Native.blocking("write", signature("lill"));

  CountingFile(int number) {
    super(number);
  }

  CountingFile(Descriptor same) {
    super(same);
  }

  /** The count, which reading takes away, or an error. */
  final long readCount() {
    MemorySegment state = Native.state();
    MemorySegment count = Native.scratch();
    long place = count.address();
    try {
      int result =
          Native.result((long) READ.invokeExact(state, number(), place, COUNT_BYTES), state);
      return result < 0 ? result : count.get(ValueLayout.JAVA_LONG, 0);
    } catch (Throwable thrown) {
      throw Native.impossible(thrown);
    }
  }

  /** Adds to the count; 0 or an error. */
  final int writeCount(long increment) {
    MemorySegment state = Native.state();
    MemorySegment count = Native.scratch();
    count.set(ValueLayout.JAVA_LONG, 0, increment);
    long place = count.address();
    try {
      int result =
          Native.result((long) WRITE.invokeExact(state, number(), place, COUNT_BYTES), state);
      return Math.min(result, 0);
    } catch (Throwable thrown) {
      throw Native.impossible(thrown);
    }
  }
}
