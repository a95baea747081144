package stampede.linux;

import static stampede.linux.Native.signature;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.ref.Reference;

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
  private static final MethodHandle ATTR_INIT =
      Native.blocking("pthread_mutexattr_init", signature("ip"));
  private static final MethodHandle ATTR_SETPSHARED =
      Native.blocking("pthread_mutexattr_setpshared", signature("ipi"));
  private static final MethodHandle ATTR_SETROBUST =
      Native.blocking("pthread_mutexattr_setrobust", signature("ipi"));
  private static final MethodHandle ATTR_SETTYPE =
      Native.blocking("pthread_mutexattr_settype", signature("ipi"));
  private static final MethodHandle INIT = Native.blocking("pthread_mutex_init", signature("ilp"));
  private static final MethodHandle LOCK = Native.blocking("pthread_mutex_lock", signature("il"));
  private static final MethodHandle CLOCKLOCK =
      Native.blocking("pthread_mutex_clocklock", signature("ilip"));
  private static final MethodHandle TRYLOCK =
      Native.quick("pthread_mutex_trylock", signature("il"));
  private static final MethodHandle UNLOCK = Native.quick("pthread_mutex_unlock", signature("il"));
  private static final MethodHandle CONSISTENT =
      Native.quick("pthread_mutex_consistent", signature("il"));

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
  private final long mutex;

  /**
   * The lock at {@code offset} of {@code memory}, which some process has {@linkplain #create
   * created} there.
   */
  public RobustLock(Memory memory, long offset) {
    this.memory = memory;
    this.mutex = memory.address(offset, SIZE_BYTES);
    if (memory.isReadOnly() || offset % Long.BYTES != 0) {
      throw new IllegalArgumentException(
          "a lock needs memory that can be written, at a multiple of 8, not at " + offset);
    }
  }

  /** Makes a lock, unlocked, at {@code offset}; done once, before any process uses it. */
  public static RobustLock create(Memory memory, long offset) {
    RobustLock lock = new RobustLock(memory, offset);
    MemorySegment state = Native.state();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment attributes = arena.allocate(64, 16);
      check((int) ATTR_INIT.invokeExact(state, attributes), "pthread_mutexattr_init");
      check(
          (int) ATTR_SETPSHARED.invokeExact(state, attributes, PROCESS_SHARED),
          "pthread_mutexattr_setpshared");
      check(
          (int) ATTR_SETROBUST.invokeExact(state, attributes, ROBUST),
          "pthread_mutexattr_setrobust");
      check((int) ATTR_SETTYPE.invokeExact(state, attributes, ERRORCHECK), "mutexattr_settype");
      check((int) INIT.invokeExact(state, lock.mutex, attributes), "pthread_mutex_init");
      return lock;
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Throwable thrown) {
      throw Native.impossible(thrown);
    }
  }

  /**
   * Waits for the lock. It has no deadline: the death of the holder ends the wait, a signal does
   * not.
   *
   * @throws LinuxException EDEADLK when the caller holds the lock already
   */
  public Acquired lock() {
    MemorySegment state = Native.state();
    try {
      return acquired((int) LOCK.invokeExact(state, mutex), state, "pthread_mutex_lock");
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Throwable thrown) {
      throw Native.impossible(thrown);
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
    MemorySegment state = Native.state();
    try {
      int error = (int) CLOCKLOCK.invokeExact(state, mutex, CLOCK_MONOTONIC, deadline);
      return -error == Errno.ETIMEDOUT.asResult()
          ? Acquired.BUSY
          : acquired(error, state, "pthread_mutex_clocklock");
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Throwable thrown) {
      throw Native.impossible(thrown);
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
    MemorySegment state = Native.state();
    try {
      int error = (int) TRYLOCK.invokeExact(state, mutex);
      return -error == Errno.EBUSY.asResult()
          ? Acquired.BUSY
          : acquired(error, state, "pthread_mutex_trylock");
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Throwable thrown) {
      throw Native.impossible(thrown);
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
    MemorySegment state = Native.state();
    try {
      check((int) UNLOCK.invokeExact(state, mutex), "pthread_mutex_unlock");
    } catch (RuntimeException failure) {
      throw failure;
    } catch (Throwable thrown) {
      throw Native.impossible(thrown);
    } finally {
      Reference.reachabilityFence(memory);
    }
  }

  private Acquired acquired(int error, MemorySegment state, String call) throws Throwable {
    if (-error != Errno.EOWNERDEAD.asResult()) {
      check(error, call);
      return Acquired.CLEAN;
    }
    check((int) CONSISTENT.invokeExact(state, mutex), "pthread_mutex_consistent");
    return Acquired.FROM_THE_DEAD;
  }

  /** The pthread calls return the error itself, not through errno. */
  private static void check(int error, String call) {
    if (error != 0) {
      throw LinuxException.of(-error, call, "shared mutex");
    }
  }
}
