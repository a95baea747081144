package stampede.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(40)
class SignalTest {
  @Test
  void killEndsAProcess() {
    try (Child child = Child.start(Idle.class)) {
      assertThat(child.line()).isEqualTo("ready");

      assertThat(Signal.KILL.sendTo(child.pid())).isZero();

      await().until(() -> !child.isAlive());
    }
  }

  @Test
  void termAsksAProcessToEnd() {
    try (Child child = Child.start(Idle.class)) {
      assertThat(child.line()).isEqualTo("ready");

      assertThat(Signal.TERM.sendTo(child.pid())).isZero();

      assertThat(child.line()).isEqualTo("asked to end");
      await().until(() -> !child.isAlive());
    }
  }

  @Test
  void stopAndContHoldAProcessAndLetItGoOn() {
    try (Child child = Child.start(Idle.class)) {
      assertThat(child.line()).isEqualTo("ready");

      Signal.STOP.sendTo(child.pid());
      await().until(() -> state(child.pid()) == 'T');

      Signal.CONT.sendTo(child.pid());
      await().until(() -> state(child.pid()) == 'S');
    }
  }

  static final class Idle {
    static void main() throws InterruptedException {
      Child.boundLife();
      Runtime.getRuntime().addShutdownHook(new Thread(() -> Child.say("asked to end")));
      Child.say("ready");
      Child.stay();
    }
  }

  @Test
  void whoDoesNotExistIsAnError() {
    assertThat(Signal.TERM.sendTo(Integer.MAX_VALUE)).isEqualTo(Errno.ESRCH.asResult());
    assertThat(Signal.NUDGE.sendTo(ThisProcess.pid(), Integer.MAX_VALUE))
        .isEqualTo(Errno.ESRCH.asResult());
  }

  @Test
  void neverMeansAGroupOfProcesses() {
    for (int id : new int[] {0, -1, Integer.MIN_VALUE}) {
      assertThatThrownBy(() -> Signal.CONT.sendTo(id)).isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> Signal.CONT.sendTo(ThisProcess.pid(), id))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static char state(int pid) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    return stat.charAt(stat.lastIndexOf(')') + 2);
  }
}
