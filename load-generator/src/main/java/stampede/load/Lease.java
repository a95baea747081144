package stampede.load;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import stampede.linux.Clock;

/**
 * Ends a flood of which nobody has said for too long that it is still wanted: where whoever directs
 * this process is stopped but not ended, its end of the channel stays open. One that is not asked
 * for never ends anything. Any thread renews it.
 */
final class Lease {
  private final long lengthNs;
  private final Cancellation cancellation;
  private final CountDownLatch over = new CountDownLatch(1);
  private volatile long renewedNs = Clock.monotonicNs();

  /** A lease of {@code lengthNs}, or of no length, which is none. */
  Lease(long lengthNs, Cancellation cancellation) {
    this.lengthNs = lengthNs;
    this.cancellation = cancellation;
    if (lengthNs > 0) {
      Thread.ofPlatform().name("lease").daemon().start(this::watch);
    }
  }

  void renew() {
    renewedNs = Clock.monotonicNs();
  }

  /** The flood has ended. */
  void end() {
    over.countDown();
  }

  private void watch() {
    try {
      while (!over.await(lengthNs / 4, TimeUnit.NANOSECONDS)) {
        if (Clock.monotonicNs() - renewedNs > lengthNs) {
          cancellation.cancel();
        }
      }
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
    }
  }
}
