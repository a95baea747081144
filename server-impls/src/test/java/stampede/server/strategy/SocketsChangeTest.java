package stampede.server.strategy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stampede.contract.Scoreboard;
import stampede.linux.Address;
import stampede.linux.Descriptor;
import stampede.linux.ListeningSocket;
import stampede.linux.Sockets;
import stampede.server.Settings;

/** Strategies that choose the socket themselves, while sockets join and leave. */
@Timeout(40)
class SocketsChangeTest {
  private static final int MOST = 4;
  private static final int CLIENTS = 80;

  private final List<ListeningSocket> sockets = new ArrayList<>();
  private final List<Descriptor> clients = new ArrayList<>();

  @AfterEach
  void close() {
    sockets.forEach(Descriptor::close);
    clients.forEach(Descriptor::close);
  }

  private void listen(int count) {
    while (sockets.size() < count) {
      Address address =
          sockets.isEmpty() ? Address.parse("127.0.0.1:0") : sockets.getFirst().address();
      sockets.add(ListeningSocket.bind(address, 1024, true));
    }
  }

  /** Connects, and gives the numbers of the sockets that were chosen. */
  private List<Integer> chosen() {
    List<Integer> before = pending();
    Address address = sockets.getFirst().address();
    for (int i = 0; i < CLIENTS; i++) {
      clients.add(new Descriptor(Sockets.socket(address.family(), Sockets.STREAM)));
      assertThat(Sockets.connect(clients.getLast().number(), address.encode())).isZero();
    }
    List<Integer> after = pending();
    return IntStream.range(0, sockets.size())
        .filter(i -> after.get(i) > before.get(i))
        .boxed()
        .toList();
  }

  private List<Integer> pending() {
    return sockets.stream().map(socket -> socket.queue().pending()).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"reuseport-cpu", "reuseport-idle"})
  void newConnectionsGoToTheSocketsThereAre(String name) {
    Strategy strategy = Catalogue.strategy(name);
    strategy.unavailable().ifPresent(reason -> System.out.println("SKIPPED: " + reason));
    assumeTrue(
        strategy.unavailable().isEmpty() || Boolean.getBoolean("stampede.forbidSkips"),
        "not available here");
    listen(2);
    try (Scoreboard scoreboard = Scoreboard.create(MOST);
        Provision provision =
            strategy.provide(
                new ProvisionPlace(List.copyOf(sockets), MOST, scoreboard, Settings.parse(name)))) {
      provision.socketsChanged(List.copyOf(sockets));
      assertThat(chosen()).isSubsetOf(0, 1);

      listen(MOST);
      assertThat(chosen()).as("not yet").isSubsetOf(0, 1);
      provision.socketsChanged(List.copyOf(sockets));
      assertThat(chosen()).as("those that joined").containsAnyOf(2, 3);

      provision.socketsChanged(List.copyOf(sockets.subList(0, 1)));
      assertThat(chosen()).containsExactly(0);

      provision.socketsChanged(List.copyOf(sockets));
      assertThat(chosen()).containsAnyOf(2, 3);
      sockets.removeLast().close();
      provision.socketsChanged(List.copyOf(sockets));
      assertThat(chosen()).containsAnyOf(1, 2);
    }
  }
}
