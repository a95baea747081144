package stampede.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class SubstitutionTest {
  private static ServerSocketChannel channel() throws IOException {
    return ServerSocketChannel.open(StandardProtocolFamily.INET)
        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
  }

  private static Address addressOf(ServerSocketChannel channel) throws IOException {
    InetSocketAddress bound = (InetSocketAddress) channel.getLocalAddress();
    return new Address.Internet(bound.getAddress(), bound.getPort());
  }

  @Test
  void channelsAcceptFromTheSocketPutUnderThem() throws IOException {
    try (ListeningSocket ours = ListeningSocket.bind(Pair.LOOPBACK, 8, false);
        ServerSocketChannel first = channel();
        ServerSocketChannel second = channel()) {
      Substitution.at(addressOf(first), ours);
      Substitution.at(addressOf(second), ours);

      for (ServerSocketChannel channel : new ServerSocketChannel[] {first, second, first}) {
        try (Descriptor client = Pair.connect(ours.address());
            SocketChannel accepted = channel.accept()) {
          assertThat(client.number()).isPositive();
          assertThat(((InetSocketAddress) accepted.getLocalAddress()).getPort())
              .isEqualTo(((Address.Internet) ours.address()).port());
        }
      }
    }
  }

  @Test
  void closingTheChannelLeavesOurSocketListening() throws IOException {
    try (ListeningSocket ours = ListeningSocket.bind(Pair.LOOPBACK, 8, false)) {
      ServerSocketChannel channel = channel();
      Address own = addressOf(channel);
      Substitution.at(own, ours);
      channel.close();

      try (Descriptor client = Pair.connect(ours.address())) {
        assertThat(client.number()).isPositive();
        int accepted = Sockets.accept(ours.number());
        assertThat(accepted).isPositive();
        Descriptor.close(accepted);
      }
      assertThatThrownBy(() -> Pair.connect(own)).isInstanceOf(RuntimeException.class);
    }
  }

  @Test
  void nobodyListeningThereIsSaid() throws IOException {
    Address gone;
    try (ServerSocketChannel channel = channel()) {
      gone = addressOf(channel);
    }
    try (ListeningSocket ours = ListeningSocket.bind(Pair.LOOPBACK, 8, false)) {
      assertThatThrownBy(() -> Substitution.at(gone, ours))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(gone.toString());
    }
  }
}
