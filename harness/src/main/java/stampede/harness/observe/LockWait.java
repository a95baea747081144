package stampede.harness.observe;

import java.util.List;
import java.util.Locale;

/**
 * Whether a thread waits for a lock that others hold, or for its next look at one, as the system
 * call it sleeps in shows: a futex whose word says that its lock is taken and waited for, as
 * pthread's mutexes write it, a futex with a time-out, or fcntl told to wait for a file lock. Any
 * thread. Where /proc does not show us the call, nobody waits. Sources: proc(5) on
 * /proc/PID/syscall, futex(2), F_SETLKW in fcntl(2), glibc nptl/lowlevellock.h.
 */
public final class LockWait {
  private static final boolean ARM = System.getProperty("os.arch").equals("aarch64");
  private static final String FUTEX = ARM ? "98" : "202";
  private static final String FCNTL = ARM ? "25" : "72";
  private static final long WAIT = 0;
  private static final long WAIT_BITSET = 9;
  private static final long OPERATION = 0x7f;
  private static final long CONTENDED = 2;
  private static final long WAITERS = 0x8000_0000L;
  private static final long SETLKW = 7;
  private static final long OFD_SETLKW = 38;

  private LockWait() {}

  /** Whether {@code task} sleeps for a lock now. */
  public static boolean isUnderWay(Task task) {
    return ProcFile.text(Threads.folder(task) + "/syscall").map(LockWait::isLock).orElse(false);
  }

  /** Reads a line of that file: the number of the call, then its arguments in hexadecimal. */
  static boolean isLock(String line) {
    List<String> fields = List.of(line.strip().split(" ", -1));
    if (fields.size() < 5) {
      return false;
    }
    long second = number(fields.get(2));
    long third = number(fields.get(3));
    if (fields.getFirst().equals(FCNTL)) {
      return second == SETLKW || second == OFD_SETLKW;
    }
    long operation = second & OPERATION;
    boolean waits = operation == WAIT || operation == WAIT_BITSET;
    boolean taken = (third & WAITERS) != 0 || (operation == WAIT && third == CONTENDED);
    boolean timed = number(fields.get(4)) != 0;
    return fields.getFirst().equals(FUTEX) && waits && (taken || timed);
  }

  private static long number(String hexadecimal) {
    String digits = hexadecimal.toLowerCase(Locale.ROOT).replaceFirst("^0x", "");
    return Long.parseUnsignedLong(digits, 16);
  }
}
