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
 * that places itself on a child's CPUs before starting it, because a child inherits them. Source:
 * prctl(2).
 */
public final class Nursery {
  private static final ExecutorService STARTER =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().daemon().name("nursery").factory());

  private Nursery() {}

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
    try {
      return STARTER.submit(placed).get();
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
