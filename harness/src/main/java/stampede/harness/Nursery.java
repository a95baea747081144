package stampede.harness;

import java.io.IOException;
import java.util.BitSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import stampede.linux.Affinity;
import stampede.server.JavaCommand;
import stampede.server.StartException;

/**
 * Where every process of the harness is born: one thread that lives as long as the harness, because
 * the kernel kills a child when the <em>thread</em> that started it ends (PR_SET_PDEATHSIG), and
 * that places itself on a child's CPUs before starting it, because a child inherits them. There is
 * one of these threads for all, and one for each network of one's own, because a child inherits the
 * network of that thread, too. Any thread may use it. Source: prctl(2).
 */
public final class Nursery {
  private static final ExecutorService COMMON = starter();
  private static final InheritableThreadLocal<ExecutorService> OWN = new InheritableThreadLocal<>();

  private Nursery() {}

  private static ExecutorService starter() {
    return Executors.newSingleThreadExecutor(
        Thread.ofPlatform().daemon().name("nursery").factory());
  }

  /**
   * What the calling thread starts from now on, and the threads that it makes, is born where this
   * thread is: in its network.
   */
  static void settleHere() {
    OWN.set(starter());
  }

  /**
   * Nothing is started there any more; whatever still runs of what was ends with the thread that
   * started it.
   */
  static void leaveHere() {
    OWN.get().shutdown();
    OWN.remove();
  }

  /** Starts a process on {@code cpus}; throws {@link StartException} when it cannot be. */
  public static Process start(JavaCommand command, BitSet cpus) {
    return on(cpus, command::start);
  }

  private static Process on(BitSet cpus, Callable<Process> start) {
    Callable<Process> placed =
        () -> {
          BitSet before = Affinity.ofThisThread();
          Affinity.placeThisThread(cpus);
          try {
            return start.call();
          } finally {
            Affinity.placeThisThread(before);
          }
        };
    ExecutorService own = OWN.get();
    try {
      return (own == null ? COMMON : own).submit(placed).get();
    } catch (ExecutionException failure) {
      String reason =
          failure.getCause() instanceof IOException io
              ? io.getMessage()
              : failure.getCause().toString();
      throw new StartException("cannot start a process: " + reason, failure.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StartException("interrupted while starting a process", interrupted);
    }
  }
}
