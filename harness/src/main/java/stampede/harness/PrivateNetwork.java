package stampede.harness;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import stampede.linux.NetworkNamespace;

/**
 * Work in a network of its own, so that nobody else's traffic is in the kernel's counters and no
 * port is taken. The threads and processes that the work starts are in it too, so the {@link
 * Nursery} must not have started anything before.
 */
public final class PrivateNetwork {
  private PrivateNetwork() {}

  /**
   * Does the work in a thread of its own, which is in a new network when that is permitted.
   *
   * @param work is told why it is in the network of everybody; empty when it is not
   */
  public static <T> T call(Function<Optional<String>, T> work) throws Exception {
    return await(() -> work.apply(NetworkNamespace.enterNew()));
  }

  private static <T> T await(Callable<T> work) throws Exception {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.ofPlatform().name("private network").start(task);
    try {
      return task.get();
    } catch (ExecutionException failure) {
      if (failure.getCause() instanceof Exception cause) {
        throw cause;
      }
      throw new IllegalStateException("the work ended badly", failure.getCause());
    }
  }
}
