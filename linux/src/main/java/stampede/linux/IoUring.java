package stampede.linux;

import java.lang.ref.Reference;
import java.util.Optional;

/**
 * An io_uring: two queues that a thread shares with the kernel. It {@linkplain #submissions
 * prepares} operations in one, submits them with one call, and finds what became of them in the
 * {@linkplain #completions other}.
 *
 * <pre>{@code
 * try (IoUring ring = IoUring.create(8, 16, IoUring.Completing.WHILE_WAITING)) {
 *   ring.submissions().accept(listener, 1, 0);
 *   int ready = ring.submitAndWait(1, -1);
 *   if (ready > 0) {
 *     int connection = ring.completions().result(0);
 *     ring.completions().advance(1);
 *   }
 * }
 * }</pre>
 *
 * <p>A ring belongs to the thread that made it: another that touches or closes it gets {@link
 * WrongThreadException}. Nothing but making it allocates. Closing it cancels what is under way, but
 * some time later: a thread that cares what becomes of its operations cancels them itself and waits
 * for their completions. Sources: io_uring(7), io_uring_setup(2), io_uring_enter(2),
 * io_uring_register(2).
 */
public final class IoUring extends Descriptor {
  /** When the kernel runs what is left to do for operations that were waited for. */
  public enum Completing {
    /**
     * Only inside {@link #submitAndWait} and {@link #flush}: cheapest, and nothing happens behind
     * the thread's back (DEFER_TASKRUN, from Linux 6.1 on; before that as the other).
     */
    WHILE_WAITING,
    /** Whenever the thread is in the kernel, for whatever it does there (COOP_TASKRUN). */
    IN_ANY_CALL
  }

  private static final int REGISTER_FILES2 = 13;
  private static final int FILES_SPARSE = 1;
  private static final int FILES_BYTES = 32;
  private static final int REGISTER_BUFFERS = 22;
  private static final int BUFFERS_BYTES = 40;

  private final RingMemory rings;
  private final RingMemory entries;
  private final Submissions submissions;
  private final Completions completions;

  private IoUring(UringSetup setup) {
    super(setup.descriptor());
    rings = RingMemory.map(number(), RingMemory.RINGS, setup.ringBytes());
    try {
      long bytes = (long) UringSetup.ENTRY_BYTES * setup.submissions();
      entries = RingMemory.map(number(), RingMemory.ENTRIES, bytes);
    } catch (RuntimeException failure) {
      rings.close();
      throw failure;
    }
    submissions = new Submissions(rings, entries, setup);
    completions = new Completions(rings, setup);
  }

  /**
   * Why no ring can be made here, in words for people, or nothing when one can.
   *
   * @param needed what the ring is to be asked for
   */
  public static Optional<String> unavailable(UringOperation... needed) {
    return UringProbe.unavailable(needed);
  }

  /**
   * A ring for the calling thread.
   *
   * @param submissions the most operations one submission takes, at least 1; made a power of two
   * @param completions room for what is complete, at least {@code submissions}; made a power of two
   * @throws LinuxException ENOSYS, EPERM, EMFILE, ENOMEM
   */
  public static IoUring create(int submissions, int completions, Completing completing) {
    UringSetup setup = UringSetup.make(submissions, completions, completing);
    try {
      return new IoUring(setup);
    } catch (RuntimeException failure) {
      setup.descriptor().close();
      throw failure;
    }
  }

  /** Where operations are prepared. */
  public Submissions submissions() {
    return submissions;
  }

  /** Where completions are found. */
  public Completions completions() {
    return completions;
  }

  /**
   * Hands over what is prepared, without waiting. What can be done at once is done inside the call.
   *
   * @return how many the kernel took, or an error where it took none (EAGAIN, ENOMEM)
   */
  public int submit() {
    int prepared = submissions.publish();
    try {
      return prepared == 0 ? 0 : UringCalls.submit(number(), prepared);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  /**
   * Hands over what is prepared and waits until {@code least} completions are ready.
   *
   * @param timeoutNs at most so long; a negative number waits for ever
   * @return how many are ready, which is fewer than {@code least} when the time ran out, or an
   *     error ({@link Sockets#INTERRUPTED}; EAGAIN, ENOMEM when the kernel could not take all that
   *     was prepared: what it did not take is still prepared)
   */
  public int submitAndWait(int least, long timeoutNs) {
    int prepared = submissions.publish();
    long untilNs = timeoutNs < 0 ? Long.MAX_VALUE : Clock.monotonicNs() + timeoutNs;
    int result = enter(prepared, least, timeoutNs);
    int ready = completions.ready();
    return ready >= least ? ready : ended(ready, prepared, result, untilNs);
  }

  /** The kernel tells how many it took and then hides how the wait ended: that is inferred. */
  private static int ended(int ready, int prepared, int result, long untilNs) {
    if (result < 0) {
      return result == Errno.ETIME.asResult() ? ready : result;
    }
    if (result < prepared) {
      return Sockets.WOULD_BLOCK;
    }
    return Clock.monotonicNs() >= untilNs ? ready : Sockets.INTERRUPTED;
  }

  /**
   * Lets the kernel complete what can be completed, and bring completions that {@linkplain
   * Completions#overflowed had no room}, without waiting and without handing over what is prepared.
   *
   * @return how many are ready, or an error
   */
  public int flush() {
    int result = enter(0, 0, -1);
    return result < 0 ? result : completions.ready();
  }

  /**
   * Makes {@code count} empty slots for registered descriptors, numbered from 0; once for a ring,
   * from Linux 5.19 on.
   *
   * @throws LinuxException EMFILE above the limit of descriptors, EBUSY the second time
   */
  public void registerSlots(int count) {
    NativeBuffer request = NativeBuffer.allocate(FILES_BYTES);
    request.putInt(0, count);
    request.putInt(4, FILES_SPARSE);
    try {
      int result = UringCalls.register(number(), REGISTER_FILES2, request.address(), FILES_BYTES);
      LinuxException.check(result, "io_uring_register", "FILES2", count);
    } finally {
      Reference.reachabilityFence(request);
    }
  }

  /**
   * Buffers that its receives share; once for a ring, from Linux 5.19 on.
   *
   * @param memory that holds them from {@code at} on, and stays reachable as long as the ring
   * @param sizeBytes of each, at least 1
   * @param count a power of two, at most 32,768
   * @throws LinuxException EINVAL before Linux 5.19, EEXIST the second time
   */
  public ReceiveBuffers shareReceiveBuffers(Memory memory, long at, int sizeBytes, int count) {
    ReceiveBuffers buffers = new ReceiveBuffers(memory, at, sizeBytes, count);
    NativeBuffer request = NativeBuffer.allocate(BUFFERS_BYTES);
    request.putLong(0, buffers.entriesAddress());
    request.putInt(8, count);
    request.putInt(12, ReceiveBuffers.GROUP);
    try {
      int result = UringCalls.register(number(), REGISTER_BUFFERS, request.address(), 1);
      LinuxException.check(result, "io_uring_register", "PBUF_RING", count);
      return buffers;
    } finally {
      Reference.reachabilityFence(request);
    }
  }

  private int enter(int prepared, int least, long timeoutNs) {
    try {
      return timeoutNs < 0
          ? UringCalls.submitAndWait(number(), prepared, least)
          : UringCalls.submitAndWait(number(), prepared, least, timeoutNs);
    } finally {
      Reference.reachabilityFence(this);
    }
  }

  @Override
  public void close() {
    if (!isClosed()) {
      rings.close();
      entries.close();
    }
    super.close();
  }
}
