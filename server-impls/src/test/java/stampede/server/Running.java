package stampede.server;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Whether processes still run, by what /proc says; what is dead and not yet reaped does not. */
final class Running {
  private Running() {}

  static boolean isRunning(int pid) {
    try {
      String stat = Files.readString(Path.of("/proc", String.valueOf(pid), "stat"));
      char state = stat.charAt(stat.lastIndexOf(')') + 2);
      return state != 'Z' && state != 'X';
    } catch (IOException gone) {
      return false;
    }
  }

  /** Waits until none of them runs: two seconds are promised. */
  static void awaitNone(List<Integer> pids) {
    await()
        .atMost(Duration.ofSeconds(2))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> pids.stream().noneMatch(Running::isRunning));
  }
}
