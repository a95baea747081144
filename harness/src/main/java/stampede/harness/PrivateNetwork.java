package stampede.harness;

import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import stampede.linux.NetworkNamespace;

/**
 * Work in a network of its own, so that nobody else's traffic is in the kernel's counters and no
 * port is taken. The threads and processes that the work starts are in it too, and end with it.
 */
public final class PrivateNetwork {
  private PrivateNetwork() {}

  /**
   * Begins the work in a thread of its own, which is in a new network when that is permitted.
   *
   * @param work is told why it is in the network of everybody; empty when it is not
   */
  public static <T> FutureTask<T> begin(Function<Optional<String>, T> work) {
    FutureTask<T> task =
        new FutureTask<>(
            () -> {
              Optional<String> whyShared = NetworkNamespace.enterNew();
              Nursery.settleHere();
              try {
                return work.apply(whyShared);
              } finally {
                Nursery.leaveHere();
              }
            });
    Thread.ofPlatform().name("private network").start(task);
    return task;
  }
}
