package stampede.harness.observe;

import java.util.Collection;
import java.util.List;

/**
 * The descriptors other processes have open; of a process that is gone, or not ours to look into,
 * none. Any thread. Source: proc(5), /proc/PID/fd and /proc/PID/fdinfo.
 */
public final class OpenDescriptors {
  private OpenDescriptors() {}

  /** How many all of these processes have. */
  public static int count(Collection<Integer> pids) {
    return pids.stream().mapToInt(pid -> ProcFile.names(folder(pid)).size()).sum();
  }

  /** The number the next descriptor of a process would get. */
  public static int lowestFree(int pid) {
    List<String> taken = ProcFile.names(folder(pid));
    int number = 0;
    while (taken.contains(Integer.toString(number))) {
      number++;
    }
    return number;
  }

  /**
   * Whether a lock on a file is held through a descriptor of this process: one of fcntl(2), also of
   * an open file description that only it has open, or of flock(2).
   */
  public static boolean holdsFileLock(int pid) {
    return ProcFile.names(folder(pid)).stream()
        .flatMap(number -> ProcFile.lines("/proc/" + pid + "/fdinfo/" + number).stream())
        .anyMatch(line -> line.startsWith("lock:"));
  }

  private static String folder(int pid) {
    return "/proc/" + pid + "/fd";
  }
}
