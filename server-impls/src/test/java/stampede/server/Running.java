package stampede.server;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Whether processes still run, by what /proc says; what is dead and not yet reaped does not. */
final class Running {
  private Running() {}

  static boolean isRunning(int pid) {
    char state = state(Path.of("/proc", String.valueOf(pid)));
    return state != 'Z' && state != 'X';
  }

  /** Whether a signal has stopped every thread of a process. */
  static boolean isStopped(int pid) {
    try (Stream<Path> threads = Files.list(Path.of("/proc", String.valueOf(pid), "task"))) {
      return threads.allMatch(thread -> state(thread) == 'T');
    } catch (IOException gone) {
      return false;
    }
  }

  /** As /proc says; X when it is gone. */
  private static char state(Path folder) {
    try {
      String stat = Files.readString(folder.resolve("stat"));
      return stat.charAt(stat.lastIndexOf(')') + 2);
    } catch (IOException gone) {
      return 'X';
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
