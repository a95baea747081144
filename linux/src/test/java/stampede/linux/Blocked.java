package stampede.linux;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A thread of ours inside a call that blocks, for tests. */
final class Blocked<T> {
  private static final Duration DEADLINE = Duration.ofSeconds(20);
  private static final Duration POLL = Duration.ofMillis(5);

  /** Longer than the JVM's own short sleeps on the way into a call for the first time. */
  private static final Duration SETTLED = Duration.ofMillis(30);

  private final CompletableFuture<Integer> tid = new CompletableFuture<>();
  private final CompletableFuture<T> result = new CompletableFuture<>();

  private Blocked() {}

  /** Starts {@code call} and waits until its thread sleeps in the kernel, or is done. */
  static <T> Blocked<T> in(Supplier<T> call) {
    Blocked<T> blocked = new Blocked<>();
    blocked.start(call);
    await().atMost(DEADLINE).pollInterval(POLL).during(SETTLED).until(blocked::isDoneOrAsleep);
    return blocked;
  }

  private void start(Supplier<T> call) {
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              tid.complete(ThisProcess.tid());
              try {
                result.complete(call.get());
              } catch (Throwable failure) {
                result.completeExceptionally(failure);
              }
            });
  }

  int tid() {
    return tid.orTimeout(20, TimeUnit.SECONDS).join();
  }

  boolean isDone() {
    return result.isDone();
  }

  /** Sends {@link Signal#NUDGE} until the call ended, and gives its result. */
  T nudge() {
    await()
        .atMost(DEADLINE)
        .until(
            () -> {
              Signal.NUDGE.sendTo(ThisProcess.pid(), tid());
              return isDone();
            });
    return result();
  }

  /** What the call returned, once it did. */
  T result() {
    return result.orTimeout(20, TimeUnit.SECONDS).join();
  }

  private boolean isDoneOrAsleep() {
    if (isDone()) {
      return true;
    }
    try {
      String stat = Files.readString(Path.of("/proc/self/task/" + tid() + "/stat"));
      return stat.substring(stat.lastIndexOf(')') + 2).startsWith("S");
    } catch (IOException gone) {
      return isDone(); // it may end while its state is read
    }
  }
}
