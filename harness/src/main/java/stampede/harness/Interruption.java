package stampede.harness;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and SIGTERM: the command is told, stops what it started, keeps what is finished, and the
 * process ends with 130. Long waits of a command call {@link #check} at least ten times a second.
 */
public final class Interruption {
  private static final long GRACE_MS = 20_000;

  private final CountDownLatch finished = new CountDownLatch(1);
  private final Optional<Interruption> outer;
  private volatile boolean requested;

  /** One that only the end of the process requests. */
  public Interruption() {
    this(Optional.empty());
  }

  private Interruption(Optional<Interruption> outer) {
    this.outer = outer;
  }

  /** One for a part of the work: it comes with this one, or when that part is to end. */
  public Interruption inner() {
    return new Interruption(Optional.of(this));
  }

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

  /** Wants it to stop. */
  public void request() {
    requested = true;
  }

  /** Whether it is to stop. */
  public boolean isRequested() {
    return requested || (outer.isPresent() && outer.get().isRequested());
  }

  /** Throws {@link InterruptedRunException} when it is to stop. */
  public void check() {
    if (isRequested()) {
      throw new InterruptedRunException();
    }
  }

  /** There is nothing to clean up any more: a process that ends by itself need not be held up. */
  public void finished() {
    finished.countDown();
  }
}
