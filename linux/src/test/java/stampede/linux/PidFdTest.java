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
  void whoDoesNotExistCannotBeHeld() {
    assertThat(PidFd.open(Integer.MAX_VALUE)).isEmpty();
    assertThatThrownBy(() -> PidFd.open(0)).isInstanceOf(IllegalArgumentException.class);
  }
}
