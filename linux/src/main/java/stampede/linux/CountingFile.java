package stampede.linux;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A descriptor that is read and written as one 64-bit count: what eventfd and timerfd have in
 * common. Sources: eventfd(2), timerfd_create(2).
 */
abstract sealed class CountingFile extends Descriptor permits EventFd, TimerFd {
  private static final long COUNT_BYTES = 8;
  private static final NativeCall READ = NativeCall.blocking("read");
  private static final NativeCall WRITE = NativeCall.blocking("write");

  CountingFile(int number) {
    super(number);
  }

  CountingFile(Descriptor same) {
    super(same);
  }

  /** The count, which reading takes away, or an error. */
  final long readCount() {
    MemorySegment count = Native.scratch();
    long place = count.address();

    int result = READ.call(number(), place, COUNT_BYTES);
    return result < 0 ? result : count.get(ValueLayout.JAVA_LONG, 0);
  }

  /** Adds to the count; 0 or an error. */
  final int writeCount(long increment) {
    MemorySegment count = Native.scratch();
    count.set(ValueLayout.JAVA_LONG, 0, increment);
    long place = count.address();

    int result = WRITE.call(number(), place, COUNT_BYTES);
    return Math.min(result, 0);
  }
}
