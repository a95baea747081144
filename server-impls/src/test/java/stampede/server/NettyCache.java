package stampede.server;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/**
 * The AOT cache from which the processes of tests start. Theirs is the class path of the tests, with
 * Netty on it, for which the build makes none; and a handler of Netty takes three times as long to
 * start without. Made when the first process is started, once for each run of the tests; without it
 * they pass, too, in more time.
 */
public final class NettyCache {
  private static final long WITHIN_S = 30;

  private NettyCache() {}

  /** Makes the cache unless this run has. */
  public static void ensure() {
    requireNonNull(Made.ONCE);
  }

  /** Its class is loaded once. */
  private static final class Made {
    static final Boolean ONCE = make();

    private static boolean make() {
      JavaCommand command =
          JavaCommand.sameServer()
              .with("train", "epoll", "blocking", "mutex", "netty-nio", "netty-epoll");
      try {
        Process process = command.training().start();
        boolean ended = process.waitFor(WITHIN_S, TimeUnit.SECONDS);
        process.destroyForcibly();
        if (ended && process.exitValue() == 0) {
          return true;
        }
      } catch (IOException none) {
        System.out.println("no cache for processes of tests: " + none.getMessage());
        return false;
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
      }
      System.out.println("no cache for processes of tests: training did not end well");
      return false;
    }
  }
}
