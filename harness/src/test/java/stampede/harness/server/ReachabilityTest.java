package stampede.harness.server;

import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stampede.linux.Address;
import stampede.linux.ListeningSocket;
import stampede.server.StartException;

@Timeout(20)
class ReachabilityTest {
  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:0", "[::1]:0", "unix:@reachability-test"})
  void whoeverListensIsReached(String where) {
    try (ListeningSocket socket = ListeningSocket.bind(Address.parse(where), 8, false)) {
      assertThatNoException().isThrownBy(() -> Reachability.require(socket.address()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:0", "[::1]:0", "unix:@reachability-test"})
  void whoeverStoppedListeningIsNot(String where) {
    ListeningSocket socket = ListeningSocket.bind(Address.parse(where), 8, false);
    Address address = socket.address();
    socket.close();
    assertThatThrownBy(() -> Reachability.require(address))
        .isInstanceOf(StartException.class)
        .hasMessageContaining(address.toString())
        .hasMessageContaining("ECONNREFUSED");
  }

  @Test
  void aFullBufferOfAUnixSocketIsSomebody() {
    Address name = Address.Unix.unique("reachability-full");
    try (ListeningSocket socket = ListeningSocket.bind(name, 0, false)) {
      for (int i = 0; i < 4; i++) {
        assertThatNoException().isThrownBy(() -> Reachability.require(socket.address()));
      }
    }
  }
}
