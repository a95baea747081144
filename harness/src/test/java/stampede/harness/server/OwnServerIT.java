package stampede.harness.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.contract.AcceptFaults;
import stampede.contract.HandlerSlot;
import stampede.contract.HandlerState;
import stampede.harness.Interruption;
import stampede.harness.observe.Machine;
import stampede.linux.Address;
import stampede.linux.Errno;
import stampede.server.Settings;

/** What the harness can do to a server of ours beyond starting and stopping it. */
@Timeout(90)
class OwnServerIT {
  private static final Address ANY_PORT = Address.parse("127.0.0.1:0");
  private static final long WITHIN_NS = TimeUnit.SECONDS.toNanos(20);
  private static final BitSet CPUS = Machine.cpus();

  private static OwnServer server(String settings) {
    return OwnServer.of(Settings.parse(settings));
  }

  private static HeldServer held(String settings) {
    return server(settings).listen(ANY_PORT, CPUS, 1_000, new Interruption()).orElseThrow();
  }

  private static RunningServer started(String settings) {
    return server(settings).start(ANY_PORT, CPUS, 1_000, new Interruption());
  }

  private static Socket connect(Address address) throws IOException {
    String text = address.toString();
    int port = Integer.parseInt(text.substring(text.indexOf(':') + 1));
    return new Socket(InetAddress.getLoopbackAddress(), port);
  }

  @Test
  void heldServerTakesConnectionsAndHasHandlersOnceBegun() throws Exception {
    try (HeldServer held = held("epoll,handlers=3")) {
      assertThat(held.pids()).hasSize(1).allMatch(pid -> ProcessHandle.of(pid).isPresent());
      try (Socket early = connect(held.address());
          RunningServer running = held.begin()) {
        assertThat(early.isConnected()).isTrue();
        assertThat(running.address()).isEqualTo(held.address());
        assertThat(running.target()).isEqualTo(held.target());
        assertThat(running.handlers()).hasSize(3);
        assertThatThrownBy(held::begin).isInstanceOf(IllegalStateException.class);
      }
    }
  }

  @Test
  void heldServerThatIsNotBegunIsGoneWhenClosed() {
    int pid;
    try (HeldServer held = held("blocking,as=processes")) {
      pid = held.pids().getFirst();
    }
    assertThat(ProcessHandle.of(pid)).isEmpty();
  }

  @Test
  void populationIsWhatWasOrdered() {
    try (RunningServer running = started("mutex,policy=directed,handlers=2,max=6")) {
      for (int handlers : new int[] {6, 1, 3}) {
        assertThat(running.resize(handlers, WITHIN_NS)).isTrue();
        assertThat(running.handlers()).hasSize(handlers);
      }
      assertThat(running.resize(7, WITHIN_NS)).as("more than can be").isFalse();
      assertThat(running.scoreboard().orElseThrow().count(HandlerState.AVAILABLE)).isEqualTo(3);
      assertThat(running.terminate(WITHIN_NS)).hasValue(0);
    }
    try (RunningServer fixed = started("epoll,handlers=2")) {
      assertThat(fixed.resize(1, WITHIN_NS)).as("of a fixed population").isFalse();
    }
  }

  @Test
  void faultsAreSwitchedOnAndOffFromHere() throws Exception {
    try (RunningServer running = started("poll,handlers=1,faults=on")) {
      AcceptFaults faults = running.scoreboard().orElseThrow().acceptFaults();
      HandlerSlot slot = running.scoreboard().orElseThrow().slot(0);
      faults.begin(1, AcceptFaults.ALWAYS, EnumSet.of(Errno.ENOBUFS));
      try (Socket waiting = connect(running.address())) {
        await().until(() -> faults.injected() > 3);
        assertThat(slot.accepts()).isZero();
        faults.end();
        await().until(() -> slot.accepts() == 1);
        assertThat(waiting.isConnected()).isTrue();
      }
    }
  }
}
