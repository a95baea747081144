package stampede.harness.micro.handover;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.Pipe;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;

/**
 * The JDK's way: each waits in a selector of its own, with which the one pipe is registered, and
 * all are told.
 */
final class JdkSelector implements Notification {
  private final Pipe pipe;
  private final ByteBuffer one = ByteBuffer.allocateDirect(1);

  JdkSelector() {
    try {
      pipe = Pipe.open();
      pipe.source().configureBlocking(false);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void signal() {
    try {
      pipe.sink().write(one.clear());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public Waiting waiting() {
    try {
      return new OwnSelector(pipe.source());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() {
    try {
      pipe.sink().close();
      pipe.source().close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static final class OwnSelector implements Waiting {
    private final Pipe.SourceChannel source;
    private final ByteBuffer taken = ByteBuffer.allocateDirect(1);
    private final Selector selector;

    OwnSelector(Pipe.SourceChannel source) throws IOException {
      this.source = source;
      this.selector = Selector.open();
      source.register(selector, SelectionKey.OP_READ);
    }

    @Override
    public boolean attempt() {
      try {
        selector.select(ready -> {});
        return source.read(taken.clear()) == 1;
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }

    @Override
    public void close() {
      try {
        selector.close();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }
}
