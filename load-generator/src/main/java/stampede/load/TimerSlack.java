package stampede.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import stampede.linux.ThisProcess;

/**
 * How late the kernel may wake a thread to save a timer: 50 us unless told otherwise, too much for
 * an arrival schedule. Source: PR_SET_TIMERSLACK in prctl(2), /proc/PID/timerslack_ns in proc(5).
 */
final class TimerSlack {
  private TimerSlack() {}

  /**
   * Asks for the least slack for the calling thread. Where that is not permitted the thread wakes
   * later, which the schedule lag shows.
   *
   * @return whether it was permitted
   */
  static boolean leastOfThisThread() {
    try {
      Files.writeString(Path.of("/proc/" + ThisProcess.tid() + "/timerslack_ns"), "1");
      return true;
    } catch (IOException notPermitted) {
      return false;
    }
  }
}
