package stampede.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.ref.Reference;
import java.util.OptionalInt;

/**
 * A lock in shared memory, held by a thread of any process that maps it, and given up by the kernel
 * when its holder dies: the next one to lock it is told so. It is pthread's robust, process-shared
 * mutex. The thread that locks must be the one that unlocks, and must be a platform thread. The
 * memory must stay mapped while any of its locks is held.
 *
 * <p>Sources: pthread_mutex_lock(3), pthread_mutexattr_setrobust(3).
 */
public final class RobustLock {
  /** Bytes of memory a lock takes: a cache line, so that nothing shares it. */
  public static final int SIZE_BYTES = 64;

  private static final int PROCESS_SHARED = 1;
  private static final int ROBUST = 1;
  private static final int ERRORCHECK = 2;
  private static final int CLOCK_MONOTONIC = 1;
  private static final long NS_PER_S = 1_000_000_000L;
  private static final NativeCall ATTR_INIT = NativeCall.blocking("pthread_mutexattr_init");
  private static final NativeCall ATTR_SETPSHARED =
      NativeCall.blocking("pthread_mutexattr_setpshared");
  private static final NativeCall ATTR_SETROBUST =
      NativeCall.blocking("pthread_mutexattr_setrobust");
  private static final NativeCall ATTR_SETTYPE = NativeCall.blocking("pthread_mutexattr_settype");
  private static final NativeCall INIT = NativeCall.blocking("pthread_mutex_init");
  private static final NativeCall LOCK = NativeCall.blocking("pthread_mutex_lock");
  private static final NativeCall CLOCKLOCK = NativeCall.blocking("pthread_mutex_clocklock");
  private static final NativeCall TRYLOCK = NativeCall.quick("pthread_mutex_trylock");
  private static final NativeCall UNLOCK = NativeCall.quick("pthread_mutex_unlock");
  private static final NativeCall CONSISTENT = NativeCall.quick("pthread_mutex_consistent");

  /** The bits of the mutex's first word that hold the id of the thread: FUTEX_TID_MASK. */
  private static final int HOLDER_BITS = 0x3fff_ffff;

  /** How locking ended. */
  public enum Acquired {
    /** The lock is held, and its last holder unlocked it. */
    CLEAN,
    /** The lock is held; its last holder died with it. */
    FROM_THE_DEAD,
    /** Somebody else holds it; {@link #lock()} never says so. */
    BUSY
  }

  private final Memory memory;
  private final long offset;
  private final long mutex;

  /**
   * The lock at {@code offset} of {@code memory}, which some process has {@linkplain #create
   * created} there.
   */
  public RobustLock(Memory memory, long offset) {
    this.memory = memory;
    this.offset = offset;
    this.mutex = memory.address(offset, SIZE_BYTES);
    if (memory.isReadOnly() || offset % Long.BYTES != 0) {
      throw new IllegalArgumentException(
          "a lock needs memory that can be written, at a multiple of 8, not at " + offset);
    }
  }

  /** Makes a lock, unlocked, at {@code offset}; done once, before any process uses it. */
  public static RobustLock create(Memory memory, long offset) {
    RobustLock lock = new RobustLock(memory, offset);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment attributes = arena.allocate(64, 16);
      check(ATTR_INIT.call(attributes.address()), "pthread_mutexattr_init");
      check(
          ATTR_SETPSHARED.call(attributes.address(), PROCESS_SHARED),
          "pthread_mutexattr_setpshared");
      check(ATTR_SETROBUST.call(attributes.address(), ROBUST), "pthread_mutexattr_setrobust");
      check(ATTR_SETTYPE.call(attributes.address(), ERRORCHECK), "mutexattr_settype");
      check(INIT.call(lock.mutex, attributes.address()), "pthread_mutex_init");
      return lock;
    }
  }

  /**
   * Waits for the lock. It has no deadline: the death of the holder ends the wait, a signal does
   * not.
   *
   * @throws LinuxException EDEADLK when the caller holds the lock already
   */
  public Acquired lock() {
    try {
      return acquired(LOCK.call(mutex), "pthread_mutex_lock");
    } finally {
      Reference.reachabilityFence(memory);
    }
  }

  /**
   * Waits for the lock at most {@code timeoutNs}; {@link Acquired#BUSY} when the time ran out.
   *
   * @throws LinuxException EDEADLK when the caller holds the lock already
   */
  public Acquired lock(long timeoutNs) {
    long deadlineNs = Clock.monotonicNs() + Math.max(0, timeoutNs);
    MemorySegment deadline = Native.scratch();
    deadline.set(ValueLayout.JAVA_LONG, 0, deadlineNs / NS_PER_S);
    deadline.set(ValueLayout.JAVA_LONG, 8, deadlineNs % NS_PER_S);
    try {
      int error = CLOCKLOCK.call(mutex, CLOCK_MONOTONIC, deadline.address());
      return -error == Errno.ETIMEDOUT.asResult()
          ? Acquired.BUSY
          : acquired(error, "pthread_mutex_clocklock");
    } finally {
      Reference.reachabilityFence(memory);
    }
  }

  /**
   * Takes the lock if nobody holds it.
   *
   * @throws LinuxException EDEADLK when the caller holds the lock already
   */
  public Acquired tryLock() {
    try {
      int error = TRYLOCK.call(mutex);
      return -error == Errno.EBUSY.asResult()
          ? Acquired.BUSY
          : acquired(error, "pthread_mutex_trylock");
    } finally {
      Reference.reachabilityFence(memory);
    }
  }

  /**
   * Gives the lock up.
   *
   * @throws LinuxException EPERM when the calling thread does not hold it
   */
  public void unlock() {
    try {
      check(UNLOCK.call(mutex), "pthread_mutex_unlock");
    } finally {
      Reference.reachabilityFence(memory);
    }
  }

  /**
   * The thread that holds the lock now, by the kernel's id of it; empty when nobody does, also when
   * its last holder died with it. Any process may ask. A robust mutex begins with its futex word,
   * in which the kernel wants the id of the holder, to find what a dead thread held. Source:
   * set_robust_list(2), futex(2).
   */
  public OptionalInt holder() {
    int tid = memory.getIntVolatile(offset) & HOLDER_BITS;
    return tid == 0 ? OptionalInt.empty() : OptionalInt.of(tid);
  }

  private Acquired acquired(int error, String call) {
    if (-error != Errno.EOWNERDEAD.asResult()) {
      check(error, call);
      return Acquired.CLEAN;
    }
    check(CONSISTENT.call(mutex), "pthread_mutex_consistent");
    return Acquired.FROM_THE_DEAD;
  }

  /** The pthread calls return the error itself, not through errno. */
  private static void check(int error, String call) {
    if (error != 0) {
      throw LinuxException.of(-error, call, "shared mutex");
    }
  }
}
