package stampede.harness;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and SIGTERM: the command is told, stops what it started, keeps what is finished, and the
 * process ends with 130. Long waits of a command call {@link #check} at least ten times a second.
 */
public final class Interruption {
  private static final long GRACE_MS = 20_000;

  private final CountDownLatch finished = new CountDownLatch(1);
  private volatile boolean requested;

  /** Begins to listen for the end of the process; once per process. */
  public static Interruption install() {
    Interruption interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(interruption::onShutdown));
    return interruption;
  }

  private void onShutdown() {
    requested = true;
    try {
      finished.await(GRACE_MS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException ignored) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the user wants to stop. */
  public boolean isRequested() {
    return requested;
  }

  /** Throws {@link InterruptedRunException} when the user wants to stop. */
  public void check() {
    if (requested) {
      throw new InterruptedRunException();
    }
  }

  /** There is nothing to clean up any more: a process that ends by itself need not be held up. */
  public void finished() {
    finished.countDown();
  }
}
