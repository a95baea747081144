package stampede.linux;

/**
 * What a ring has completed and its thread has not yet looked at, oldest first.
 *
 * <pre>{@code
 * int ready = ring.submitAndWait(1, -1);
 * for (int i = 0; i < ready; i++) { take(completions.userData(i), completions.result(i)); }
 * completions.advance(ready);
 * }</pre>
 *
 * <p>One thread, that of the ring; nothing here is a system call, and nothing allocates. Source:
 * io_uring(7).
 */
public final class Completions {
  private static final int MORE = 1 << 1;
  private static final int RESULT_OFFSET = 8;
  private static final int FLAGS_OFFSET = 12;
  private static final int CQ_OVERFLOW = 1 << 1;
  private static final int TASKRUN = 1 << 2;

  private final RingMemory ring;
  private final long headAt;
  private final long tailAt;
  private final long lostAt;
  private final long flagsAt;
  private final long entriesAt;
  private final int capacity;
  private final int mask;
  private final boolean tellsWhatIsLeft;
  private int head;

  Completions(RingMemory ring, UringSetup setup) {
    this.ring = ring;
    this.headAt = setup.at(UringSetup.CQ_HEAD);
    this.tailAt = setup.at(UringSetup.CQ_TAIL);
    this.lostAt = setup.at(UringSetup.CQ_OVERFLOW);
    this.entriesAt = setup.at(UringSetup.CQ_COMPLETIONS);
    this.flagsAt = setup.at(UringSetup.SQ_FLAGS);
    this.capacity = setup.completions();
    this.mask = ring.getInt(setup.at(UringSetup.CQ_MASK));
    this.tellsWhatIsLeft = setup.tellsWhatIsLeft();
    this.head = ring.getInt(headAt);
  }

  /** How many the ring has room for; the kernel keeps what comes beyond in memory of its own. */
  public int capacity() {
    return capacity;
  }

  /** How many there are. */
  public int ready() {
    return ring.getIntAcquire(tailAt) - head;
  }

  /** What the operation of the {@code i}-th was given; {@code i} from 0 to {@link #ready} - 1. */
  public long userData(int i) {
    return ring.getLong(entry(i));
  }

  /** What the call returned, or the error as a negative result ({@link Errno#of(int)}). */
  public int result(int i) {
    return ring.getInt(entry(i) + RESULT_OFFSET);
  }

  /**
   * Whether the same operation will complete again (IORING_CQE_F_MORE). A multishot operation whose
   * completion does not say so has ended and must be prepared anew, whatever its result is.
   */
  public boolean hasMore(int i) {
    return (flags(i) & MORE) != 0;
  }

  /** The flags of the completion (IORING_CQE_F). */
  public int flags(int i) {
    return ring.getInt(entry(i) + FLAGS_OFFSET);
  }

  /** Gives the places of the oldest {@code count} back to the kernel. */
  public void advance(int count) {
    head += count;
    ring.putIntRelease(headAt, head);
  }

  /**
   * Whether completions wait in the kernel because there was no room here; {@link IoUring#flush},
   * and every wait, brings as many of them as there is room for.
   */
  public boolean overflowed() {
    return (ring.getIntAcquire(flagsAt) & CQ_OVERFLOW) != 0;
  }

  /**
   * Whether {@link IoUring#flush} might bring any: what has arrived waits for the thread to enter
   * the kernel (IORING_SQ_TASKRUN). Before Linux 5.19 nobody can tell, and it always might. For who
   * waits without sleeping.
   */
  public boolean mightCome() {
    return !tellsWhatIsLeft || (ring.getIntAcquire(flagsAt) & (TASKRUN | CQ_OVERFLOW)) != 0;
  }

  /** How many are lost because the kernel had no memory to keep them. */
  public int lost() {
    return ring.getIntAcquire(lostAt);
  }

  private long entry(int i) {
    return entriesAt + (long) UringSetup.COMPLETION_BYTES * ((head + i) & mask);
  }
}
