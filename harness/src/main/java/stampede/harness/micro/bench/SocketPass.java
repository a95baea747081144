package stampede.harness.micro.bench;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import stampede.contract.RawProtocol;
import stampede.linux.Address;
import stampede.linux.Descriptor;
import stampede.linux.LinuxException;
import stampede.linux.ListeningSocket;
import stampede.linux.NativeBuffer;
import stampede.linux.Sockets;

/** What it costs to send an answer and to receive it, both in one thread, so that nobody waits. */
@State(Scope.Thread)
public class SocketPass {
  private static final int BYTES = RawProtocol.ANSWER_BYTES;

  private final NativeBuffer memory = NativeBuffer.allocate(2L * BYTES);
  private final ByteBuffer out = ByteBuffer.allocateDirect(BYTES);
  private final ByteBuffer in = ByteBuffer.allocateDirect(BYTES);
  private Descriptor sender;
  private Descriptor receiver;
  private SocketChannel sending;
  private SocketChannel receiving;

  /** Two connections over Unix stream sockets. */
  @Setup
  public void open() throws IOException {
    openOurs();
    openTheirs();
  }

  private void openOurs() {
    Address.Unix address = Address.Unix.unique("stampede-micro");
    try (ListeningSocket listener = ListeningSocket.bind(address, 1, false)) {
      int type = Sockets.STREAM | Sockets.CLOEXEC;
      sender = new Descriptor(Sockets.socket(address.family(), type));
      int result = Sockets.connect(sender.number(), address.encode());
      LinuxException.check(result, "connect", address);
      receiver = new Descriptor(LinuxException.check(Sockets.accept(listener.number()), "accept4"));
    }
  }

  private void openTheirs() throws IOException {
    Path folder = Files.createTempDirectory("stampede-micro");
    Path path = folder.resolve("socket");
    try (ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      listener.bind(UnixDomainSocketAddress.of(path));
      sending = SocketChannel.open(UnixDomainSocketAddress.of(path));
      receiving = listener.accept();
    } finally {
      Files.deleteIfExists(path);
      Files.delete(folder);
    }
  }

  /** Closes all ends. */
  @TearDown
  public void close() throws IOException {
    sending.close();
    receiving.close();
    sender.close();
    receiver.close();
  }

  /** Our way. */
  @Benchmark
  @Measures("send and recv of 64 bytes over a Unix socket")
  public int linux() {
    int sent = Sockets.send(sender.number(), memory, 0, BYTES, 0);
    return whole(sent, Sockets.recv(receiver.number(), memory, BYTES, BYTES, 0));
  }

  /** The JDK's. */
  @Benchmark
  @Measures("SocketChannel.write and read of 64 bytes over a Unix socket, with direct buffers")
  public int jdk() throws IOException {
    int sent = sending.write(out.clear());
    return whole(sent, receiving.read(in.clear()));
  }

  private static int whole(int sent, int received) {
    if (sent != BYTES || received != BYTES) {
      throw new IllegalStateException("sent " + sent + " and received " + received + " bytes");
    }
    return received;
  }
}
