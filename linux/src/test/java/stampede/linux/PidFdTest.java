package stampede.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(40)
class PidFdTest {
  @Test
  void aSignalReachesTheProcessItHolds() {
    try (Child child = Child.start(SignalTest.Idle.class);
        PidFd held = PidFd.open(child.pid()).orElseThrow()) {
      assertThat(child.line()).isEqualTo("ready");

      assertThat(held.send(Signal.KILL)).isZero();

      await().until(() -> !child.isAlive());
      await().until(() -> held.send(Signal.KILL) == Errno.ESRCH.asResult());
    }
  }

  @Test
  void aDescriptorOfAnotherProcessIsDuplicated() {
    try (Child child = Child.start(Listener.class);
        PidFd held = PidFd.open(child.pid()).orElseThrow()) {
      int number = Integer.parseInt(child.line());
      Address address = Address.parse(child.line());

      try (ListeningSocket mine = ListeningSocket.adopt(held.descriptor(number).orElseThrow())) {
        assertThat(mine.address()).isEqualTo(address);
        assertThat(mine.queue().limit()).isEqualTo(7);
      }
      assertThat(held.descriptor(100_000)).as("not open there").isEmpty();

      child.kill();

      assertThat(held.descriptor(number)).as("of one that has ended").isEmpty();
    }
  }

  static final class Listener {
    static void main() throws InterruptedException {
      Child.boundLife();
      try (ListeningSocket socket = ListeningSocket.bind(Pair.LOOPBACK, 7, false)) {
        Child.say(socket.number());
        Child.say(socket.address());
        Child.stay();
      }
    }
  }

  @Test
  void whoDoesNotExistCannotBeHeld() {
    assertThat(PidFd.open(Integer.MAX_VALUE)).isEmpty();
    assertThatThrownBy(() -> PidFd.open(0)).isInstanceOf(IllegalArgumentException.class);
  }
}
