package stampede.harness.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the log of a server that would rather send it to a Unix socket than write it to a file, and
 * appends it to one. A thread of its own keeps the socket empty; whoever reads the file calls
 * {@link #pump} before, so that it holds all that was sent. Any thread.
 */
final class LogCollector implements AutoCloseable {
  private static final int PART_BYTES = 64 * 1024;
  private static final long LOOK_EVERY_MS = 100;
  private static final long END_WITHIN_MS = 5_000;

  private final ServerSocketChannel listener;
  private final Selector selector;
  private final FileChannel file;
  private final ByteBuffer part = ByteBuffer.allocateDirect(PART_BYTES);
  private final List<SocketChannel> senders = new ArrayList<>();
  private final Thread thread;
  private volatile boolean closing;

  private LogCollector(ServerSocketChannel listener, Selector selector, FileChannel file) {
    this.listener = listener;
    this.selector = selector;
    this.file = file;
    this.thread = Thread.ofPlatform().daemon().name("log-collector").unstarted(this::run);
  }

  /** Listens at a path that is not there yet, and collects into a file. */
  static LogCollector start(Path socket, Path file) {
    try {
      ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
      Selector selector = Selector.open();
      listener.bind(UnixDomainSocketAddress.of(socket));
      listener.configureBlocking(false);
      listener.register(selector, SelectionKey.OP_ACCEPT);
      LogCollector collector =
          new LogCollector(
              listener,
              selector,
              FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
      collector.thread.start();
      return collector;
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot collect a log at " + socket, failure);
    }
  }

  private void run() {
    try {
      while (!closing) {
        selector.select(LOOK_EVERY_MS);
        selector.selectedKeys().clear();
        pump();
      }
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot collect a log", failure);
    }
  }

  /** Takes all that was sent until now. */
  synchronized void pump() {
    try {
      for (SocketChannel next = accept(); next != null; next = accept()) {
        next.configureBlocking(false);
        next.register(selector, SelectionKey.OP_READ);
        senders.add(next);
      }
      for (SocketChannel sender : List.copyOf(senders)) {
        take(sender);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot collect a log", failure);
    }
  }

  private SocketChannel accept() throws IOException {
    return listener.isOpen() ? listener.accept() : null;
  }

  private void take(SocketChannel sender) throws IOException {
    int got = sender.read(part.clear());
    while (got > 0) {
      part.flip();
      while (part.hasRemaining()) {
        file.write(part);
      }
      got = sender.read(part.clear());
    }
    if (got < 0) {
      senders.remove(sender);
      sender.close();
    }
  }

  @Override
  public void close() {
    closing = true;
    selector.wakeup();
    try {
      thread.join(END_WITHIN_MS);
      for (SocketChannel sender : senders) {
        sender.close();
      }
      listener.close();
      selector.close();
      file.close();
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot end the collection of a log", failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
