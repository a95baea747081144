package stampede.server.strategy.peer.netty;

import io.netty.util.concurrent.EventExecutorGroup;
import io.netty.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Waiting for what a loop does at once, and its end. */
final class Bounded {
  private static final long WITHIN_S = 10;

  private Bounded() {}

  /** Waits, and throws what went wrong. */
  static void await(Future<?> future) {
    if (!future.awaitUninterruptibly(WITHIN_S, TimeUnit.SECONDS)) {
      throw new IllegalStateException("an event loop did nothing for " + WITHIN_S + " s");
    }
    if (!future.isSuccess()) {
      throw new IllegalStateException("an event loop refused: " + future.cause(), future.cause());
    }
  }

  /** Ends loops as soon as they have nothing to do; returns at once. */
  @SuppressWarnings("FutureReturnValueIgnored") // whether they have ended is asked of them
  static void end(EventExecutorGroup loops) {
    loops.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
