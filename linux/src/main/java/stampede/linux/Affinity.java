package stampede.linux;

import java.io.File;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;

/**
 * On which CPUs threads may run. CPUs are named by their kernel ids, 0 to 1023. What a thread
 * starts inherits its CPUs: a thread that is placed before it starts a process places that whole
 * process. Sources: sched_setaffinity(2), sched_getcpu(3).
 */
public final class Affinity {
  private static final int SET_BYTES = 128;
  private static final int MAX_CPUS = SET_BYTES * Byte.SIZE;
  private static final int MAX_PASSES = 16;
  private static final NativeCall SET = NativeCall.quick("sched_setaffinity");
  private static final NativeCall GET = NativeCall.quick("sched_getaffinity");
  private static final NativeCall CURRENT = NativeCall.quick("sched_getcpu");

  private Affinity() {}

  /**
   * The CPU the caller runs on, which may be another one by the time it is read. Allocates nothing.
   */
  public static int currentCpu() {
    return CURRENT.call();
  }

  /** The CPUs the calling thread may run on. */
  public static BitSet ofThisThread() {
    return ofThread(0);
  }

  /** The CPUs thread {@code tid} may run on; 0 is the calling thread. */
  public static BitSet ofThread(int tid) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment set = arena.allocate(SET_BYTES, 8);
      int result = GET.call(tid, SET_BYTES, set.address());
      LinuxException.check(result, "sched_getaffinity", tid);
      return BitSet.valueOf(set.toArray(ValueLayout.JAVA_LONG));
    }
  }

  /** Lets the calling thread, and what it starts from now on, run on {@code cpus} only. */
  public static void placeThisThread(BitSet cpus) {
    placeThread(0, cpus);
  }

  /**
   * Keeps the calling thread on one of the CPUs it may run on: the {@code turn}-th of them, counted
   * round.
   */
  public static void placeThisThreadInTurn(int turn) {
    BitSet allowed = ofThisThread();
    int cpu = allowed.nextSetBit(0);
    for (int i = turn % allowed.cardinality(); i > 0; i--) {
      cpu = allowed.nextSetBit(cpu + 1);
    }
    BitSet one = new BitSet();
    one.set(cpu);
    placeThisThread(one);
  }

  /**
   * Lets thread {@code tid} run on {@code cpus} only.
   *
   * @param cpus those that do not exist are passed over
   * @throws LinuxException EINVAL when none of the CPUs exists, ESRCH when the thread does not
   */
  public static void placeThread(int tid, BitSet cpus) {
    if (cpus.length() > MAX_CPUS) {
      throw new IllegalArgumentException(
          "CPU " + (cpus.length() - 1) + " is past the last one known here, " + (MAX_CPUS - 1));
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment set = arena.allocate(SET_BYTES, 8);
      long[] words = cpus.toLongArray();
      MemorySegment.copy(words, 0, set, ValueLayout.JAVA_LONG, 0, words.length);
      int result = SET.call(tid, SET_BYTES, set.address());
      LinuxException.check(result, "sched_setaffinity", tid, cpus);
    }
  }

  /**
   * Places every thread this process has now, those of the JVM too; threads that end meanwhile are
   * passed over, and those that start meanwhile are found by looking again.
   */
  public static void placeThisProcess(BitSet cpus) {
    Set<String> placed = new HashSet<>();
    for (int pass = 0; pass < MAX_PASSES; pass++) {
      boolean foundMore = false;
      for (String tid : tids()) {
        if (placed.add(tid)) {
          foundMore = true;
          placeUnlessEnded(Integer.parseInt(tid), cpus);
        }
      }
      if (!foundMore) {
        return;
      }
    }
  }

  private static void placeUnlessEnded(int tid, BitSet cpus) {
    try {
      placeThread(tid, cpus);
    } catch (LinuxException failure) {
      if (failure.errno() != Errno.ESRCH) {
        throw failure;
      }
    }
  }

  private static String[] tids() {
    String[] tids = new File("/proc/self/task").list();
    return tids == null ? new String[0] : tids;
  }
}
