package stampede.server.spawner;

import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import stampede.linux.Clock;
import stampede.linux.Signal;
import stampede.linux.ThisProcess;
import stampede.server.strategy.Attendant;

/** The thread of a strategy's {@link Attendant}. The spawner's thread directs it. */
final class AttendantThread {
  private static final long NUDGE_EVERY_NS = 1_000_000L;

  private final Attendant attendant;
  private final Thread thread;
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private volatile boolean stopping;
  private volatile int tid;

  AttendantThread(Attendant attendant) {
    this.attendant = attendant;
    thread =
        Thread.ofPlatform()
            .name("attendant")
            .daemon()
            .uncaughtExceptionHandler((which, thrown) -> failure.set(thrown))
            .start(this::run);
  }

  private void run() {
    tid = ThisProcess.tid();
    while (!stopping) {
      attendant.attend();
    }
  }

  /** A server whose attendant failed has failed. */
  void check() {
    if (failure.get() != null) {
      throw new IllegalStateException("the attendant failed", failure.get());
    }
  }

  /**
   * Ends it, nudging it out of its waits: whatever it was handing on is handed on.
   *
   * @return false when it was still at work at {@code untilNs}
   */
  boolean stop(long untilNs) {
    stopping = true;
    while (thread.isAlive() && Clock.monotonicNs() < untilNs) {
      if (tid > 0) {
        Signal.NUDGE.sendTo(ThisProcess.pid(), tid);
      }
      LockSupport.parkNanos(NUDGE_EVERY_NS);
    }
    return !thread.isAlive();
  }
}
