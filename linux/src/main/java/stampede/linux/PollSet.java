package stampede.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;

/**
 * Waiting for several descriptors at once, by their place in the set. One thread; waiting allocates
 * nothing. Source: ppoll(2).
 */
public final class PollSet {
  private static final int POLLFD_BYTES = 8;
  private static final int EVENTS_OFFSET = 4;
  private static final int REVENTS_OFFSET = 6;
  private static final int NOBODY = -1;
  private static final long NS_PER_S = 1_000_000_000L;
  private static final NativeCall PPOLL = NativeCall.blocking("ppoll");

  private final MemorySegment entries;
  private final long entriesAddress;
  private final int capacity;

  /** A set of {@code capacity} empty places, at least 1. */
  public PollSet(int capacity) {
    this.capacity = capacity;
    this.entries = Arena.ofAuto().allocate((long) POLLFD_BYTES * capacity, 8);
    this.entriesAddress = entries.address();
    for (int i = 0; i < capacity; i++) {
      clear(i);
    }
  }

  /** Puts a descriptor at place {@code i}, to be waited for until {@code events} hold. */
  public void set(int i, int fd, short events) {
    long at = place(i);
    entries.set(ValueLayout.JAVA_INT, at, fd);
    entries.set(ValueLayout.JAVA_SHORT, at + EVENTS_OFFSET, events);
    entries.set(ValueLayout.JAVA_SHORT, at + REVENTS_OFFSET, (short) 0);
  }

  /** Empties place {@code i}. */
  public void clear(int i) {
    set(i, NOBODY, (short) 0);
  }

  /**
   * Waits until something holds for at least one place.
   *
   * @param timeoutNs at most so long; a negative number waits for ever
   * @return at how many places, 0 when the time ran out, or an error ({@link Sockets#INTERRUPTED})
   */
  public int await(long timeoutNs) {
    long limit = 0;
    if (timeoutNs >= 0) {
      MemorySegment timeout = Native.scratch();
      timeout.set(ValueLayout.JAVA_LONG, 0, timeoutNs / NS_PER_S);
      timeout.set(ValueLayout.JAVA_LONG, 8, timeoutNs % NS_PER_S);
      limit = timeout.address();
    }
    try {
      return PPOLL.call(entriesAddress, capacity, limit, 0);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /**
   * What held at place {@code i} after the last {@link #await}; {@link Poll#INVALID} when its
   * descriptor is not open.
   */
  public short events(int i) {
    return entries.get(ValueLayout.JAVA_SHORT, place(i) + REVENTS_OFFSET);
  }

  private static long place(int i) {
    return (long) POLLFD_BYTES * i;
  }
}
