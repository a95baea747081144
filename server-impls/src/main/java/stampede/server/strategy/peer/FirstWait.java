package stampede.server.strategy.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.util.concurrent.locks.LockSupport;
import stampede.linux.Clock;

/**
 * The first wait of a virtual thread makes what all later ones share, and needs descriptors for it.
 * Were it a connection's, and no descriptor left, no virtual thread of the process could ever wait.
 */
final class FirstWait {
  private static final long MOST_NS = 2_000_000_000L;
  private static final long LOOK_EVERY_NS = 50_000L;

  private FirstWait() {}

  /** Has a virtual thread wait, and ends its wait. */
  static void haveItBehind() {
    try {
      Pipe pipe = Pipe.open();
      try (Pipe.SourceChannel source = pipe.source();
          Pipe.SinkChannel sink = pipe.sink()) {
        Thread reader = Thread.startVirtualThread(() -> read(source));
        awaitWaiting(reader);
        sink.write(ByteBuffer.allocate(1));
        reader.join();
      }
    } catch (IOException noDescriptors) {
      throw new UncheckedIOException("a virtual thread cannot wait", noDescriptors);
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private static void awaitWaiting(Thread reader) {
    long untilNs = Clock.monotonicNs() + MOST_NS;
    while (reader.getState() != Thread.State.WAITING && Clock.monotonicNs() < untilNs) {
      LockSupport.parkNanos(LOOK_EVERY_NS);
    }
  }

  private static void read(Pipe.SourceChannel source) {
    try {
      source.read(ByteBuffer.allocate(1));
    } catch (IOException closed) {
      throw new UncheckedIOException(closed);
    }
  }
}
