package stampede.harness.micro.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import stampede.linux.Address;
import stampede.linux.ListeningSocket;
import stampede.linux.Sockets;

/** What it costs to come in vain: an accept where no request is pending. */
@State(Scope.Thread)
public class EmptyAccept {
  private ListeningSocket socket;
  private ServerSocketChannel channel;

  /** Both listen on loopback, and nobody ever connects. */
  @Setup
  public void open() throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    socket = ListeningSocket.bind(Address.parse("127.0.0.1:0"), 16, false);
    socket.setNonBlocking(true);
    channel = ServerSocketChannel.open().bind(new InetSocketAddress(loopback, 0));
    channel.configureBlocking(false);
  }

  /** Gives the addresses back. */
  @TearDown
  public void close() throws IOException {
    channel.close();
    socket.close();
  }

  /** Our way. */
  @Benchmark
  @Measures("accept4 on a non-blocking socket with nothing in its buffer: EAGAIN as a value")
  public int linux() {
    int result = Sockets.acceptNow(socket.number());
    if (result != Sockets.WOULD_BLOCK) {
      throw new IllegalStateException("somebody connected: " + result);
    }
    return result;
  }

  /** The JDK's. */
  @Benchmark
  @Measures("ServerSocketChannel.accept, non-blocking, with nothing in its buffer: null")
  public boolean jdk() throws IOException {
    SocketChannel accepted = channel.accept();
    if (accepted != null) {
      accepted.close();
      throw new IllegalStateException("somebody connected");
    }
    return true;
  }
}
