package stampede.contract;

import java.util.Set;
import stampede.linux.Errno;
import stampede.linux.SharedMemory;

/**
 * The fault plan of a server: which of its attempts to accept are to fail, and with what. It lies
 * in the {@link Scoreboard}, and whoever directs the server switches it on and off while the server
 * runs. Servers that were told at their start to look for one (setting {@code faults=on}) do.
 *
 * <p>The n-th attempt of a handler under a plan fails or not as the plan's seed says, whatever the
 * others do. One thread directs plans; any thread of any process draws from them.
 *
 * <pre>{@code
 * scoreboard.acceptFaults().begin(seed, 200_000, EnumSet.of(Errno.ECONNABORTED, Errno.EMFILE));
 * flood();
 * scoreboard.acceptFaults().end();
 * }</pre>
 */
public final class AcceptFaults {
  /** Every attempt fails. */
  public static final int ALWAYS = 1_000_000;

  private static final long UNDER_WAY = 0;
  private static final long BEGUN = 8;
  private static final long SEED = 16;
  private static final long PER_MILLION = 24;
  private static final long ERRNOS = 32;
  private static final int ERRNO_WORDS = 3;
  // handlers write it, and only when they fail: it has a cache line of its own
  private static final long INJECTED = 128;

  private final SharedMemory memory;
  private final long base;

  AcceptFaults(SharedMemory memory, long base) {
    this.memory = memory;
    this.base = base;
  }

  /**
   * Begins a plan, after ending the one under way.
   *
   * @param perMillion of a million attempts, about so many fail: 0 to {@link #ALWAYS}
   * @param errnos what they fail with, each as often; at least one. EBADF, EINVAL and ENOTSOCK say
   *     that the listening socket is gone, and end handlers. Not EAGAIN, which is no failure
   */
  public void begin(long seed, int perMillion, Set<Errno> errnos) {
    if (perMillion < 0 || perMillion > ALWAYS) {
      throw new IllegalArgumentException(perMillion + " is not between 0 and " + ALWAYS);
    }
    if (errnos.isEmpty() || errnos.contains(Errno.EAGAIN) || errnos.contains(Errno.UNKNOWN)) {
      throw new IllegalArgumentException("accept cannot fail with each of " + errnos);
    }
    end();
    memory.putLong(base + SEED, seed);
    memory.putLong(base + PER_MILLION, perMillion);
    putErrnos(errnos);
    memory.putLong(base + INJECTED, 0);
    long plan = memory.getLong(base + BEGUN) + 1;
    memory.putLong(base + BEGUN, plan);
    memory.putLongRelease(base + UNDER_WAY, plan);
  }

  private void putErrnos(Set<Errno> errnos) {
    long[] words = new long[ERRNO_WORDS];
    for (Errno errno : errnos) {
      int number = -errno.asResult();
      words[number / Long.SIZE] |= 1L << number;
    }
    for (int i = 0; i < ERRNO_WORDS; i++) {
      memory.putLong(base + ERRNOS + (long) i * Long.BYTES, words[i]);
    }
  }

  /** Ends the plan under way, if any; {@link #injected} stays. */
  public void end() {
    memory.putLongRelease(base + UNDER_WAY, 0);
  }

  /** How many attempts have failed by the last plan that was begun. */
  public long injected() {
    return memory.getLongAcquire(base + INJECTED);
  }

  /**
   * The draws of one who accepts.
   *
   * @param stream which one; each of a server has another
   */
  public AcceptFaultDraws draws(long stream) {
    return new AcceptFaultDraws(this, stream);
  }

  /** The plan under way, 0 for none. */
  long underWay() {
    return memory.getLongAcquire(base + UNDER_WAY);
  }

  long seed() {
    return memory.getLongAcquire(base + SEED);
  }

  long perMillion() {
    return memory.getLongAcquire(base + PER_MILLION);
  }

  /** The number of one of the plan's errors; {@code choice} is 0 or more. */
  int errno(long choice) {
    int count = 0;
    for (int i = 0; i < ERRNO_WORDS; i++) {
      count += Long.bitCount(errnoWord(i));
    }
    // none only while a plan is replaced, and then nobody takes the answer
    long left = choice % Math.max(1, count);
    int number = 0;
    while (number < ERRNO_WORDS * Long.SIZE - 1 && (!isSet(number) || left-- > 0)) {
      number++;
    }
    return number;
  }

  private boolean isSet(int number) {
    return (errnoWord(number / Long.SIZE) >>> number & 1) != 0;
  }

  private long errnoWord(int i) {
    return memory.getLongAcquire(base + ERRNOS + (long) i * Long.BYTES);
  }

  void countInjected() {
    memory.getAndAddLong(base + INJECTED, 1);
  }
}
