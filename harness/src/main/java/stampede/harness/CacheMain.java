package stampede.harness;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import stampede.harness.load.LoadGenerator;
import stampede.harness.server.Launcher;
import stampede.server.JavaCommand;

/**
 * Makes the AOT caches from which the processes of a run start; the build runs it once, when all
 * jars are in place. Each process is started as a run starts it, but to serve or flood itself for a
 * moment. A cache is a gain in speed and never a condition: one that cannot be made is named.
 */
public final class CacheMain {
  private static final long WITHIN_S = 60;

  private CacheMain() {}

  /** Exits with 1 when one could not be made. */
  public static void main(String[] none) throws IOException, InterruptedException {
    List<JavaCommand> commands =
        List.of(
            JavaCommand.server(Set.of()).with("train"),
            JavaCommand.server(Set.of("netty")).with("train", "netty-nio", "netty-epoll"),
            LoadGenerator.command().with("train"),
            Launcher.command().with("train"));
    int code = 0;
    for (JavaCommand command : commands) {
      if (!isMade(command.training())) {
        System.err.println("no cache was made by " + String.join(" ", command.training().words()));
        code = 1;
      }
    }
    System.exit(code);
  }

  private static boolean isMade(JavaCommand command) throws IOException, InterruptedException {
    Process process = command.start();
    try {
      return process.waitFor(WITHIN_S, TimeUnit.SECONDS) && process.exitValue() == 0;
    } finally {
      process.destroyForcibly();
    }
  }
}
