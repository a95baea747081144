package stampede.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Limits of other processes, read and changed while they run; {@link ThisProcess} has those of this
 * one. What a process has open already stays open when its limit falls below that. Control plane,
 * any thread. Source: prlimit(2).
 */
public final class ResourceLimit {
  private static final int RLIMIT_NOFILE = 7;
  private static final int HARD_OFFSET = 8;
  private static final int SIZE_BYTES = 16;
  private static final NativeCall PRLIMIT = NativeCall.quick("prlimit");

  private ResourceLimit() {}

  /**
   * How many descriptors a process may have open (its soft limit): a new one gets a number below
   * it, or EMFILE.
   *
   * @param pid at least 1
   * @throws LinuxException ESRCH when there is no such process, EPERM when it is not ours
   */
  public static long openFiles(int pid) {
    try (Arena arena = Arena.ofConfined()) {
      return read(pid, arena).get(ValueLayout.JAVA_LONG, 0);
    }
  }

  /**
   * Sets the soft limit of open descriptors of a process; its hard limit stays.
   *
   * @param pid at least 1
   * @param soft at least 0, at most the hard limit
   * @return the soft limit before
   * @throws LinuxException ESRCH when there is no such process, EPERM when it is not ours, EINVAL
   *     above the hard limit
   */
  public static long setOpenFiles(int pid, long soft) {
    if (soft < 0) {
      throw new IllegalArgumentException("not a number of descriptors: " + soft);
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment limit = read(pid, arena);
      long before = limit.get(ValueLayout.JAVA_LONG, 0);
      limit.set(ValueLayout.JAVA_LONG, 0, soft);
      long hard = limit.get(ValueLayout.JAVA_LONG, HARD_OFFSET);
      int result = PRLIMIT.call(pid, RLIMIT_NOFILE, limit.address(), 0);
      LinuxException.check(result, "prlimit", pid, "RLIMIT_NOFILE", soft + " of " + hard);
      return before;
    }
  }

  /** Zero is this process in prlimit(2); here it is nobody. */
  private static MemorySegment read(int pid, Arena arena) {
    if (pid <= 0) {
      throw new IllegalArgumentException("not the id of a process: " + pid);
    }
    MemorySegment limit = arena.allocate(SIZE_BYTES, 8);
    int result = PRLIMIT.call(pid, RLIMIT_NOFILE, 0, limit.address());
    LinuxException.check(result, "prlimit", pid, "RLIMIT_NOFILE");
    return limit;
  }
}
