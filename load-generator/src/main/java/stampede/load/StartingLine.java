package stampede.load;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Where the threads of a flood wait for one another: when the last is ready, the times of the flood
 * are set. A start that is set before would pass while a slow machine still makes threads and
 * rings, and the flood miss some of its window or all of it.
 */
final class StartingLine {
  private final AtomicInteger missing;
  private final Supplier<Window> times;
  private final CompletableFuture<Window> set = new CompletableFuture<>();

  /**
   * A line.
   *
   * @param threads that will say they are ready, at least 1
   * @param times is asked once, when the last of them does
   */
  StartingLine(int threads, Supplier<Window> times) {
    this.missing = new AtomicInteger(threads);
    this.times = times;
  }

  /**
   * A thread is ready: waits for the others.
   *
   * @throws CompletionException when one of them never will be
   */
  Window ready() {
    if (missing.decrementAndGet() == 0) {
      set.complete(times.get());
    }
    return set.join();
  }

  /** A thread has failed; does nothing when the times are set. */
  void failed(Throwable cause) {
    set.completeExceptionally(cause);
  }

  /**
   * Waits until the times are set, for who directs the threads.
   *
   * @throws ExecutionException with why they never will be
   */
  Window await(long timeoutNs) throws ExecutionException, InterruptedException, TimeoutException {
    return set.get(timeoutNs, TimeUnit.NANOSECONDS);
  }
}
