package stampede.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(40)
class ResourceLimitTest {
  private static final List<String> LIMITS =
      List.of("sh", "-c", "ulimit -Sn 100; ulimit -Hn 300; exec \"$@\"", "-");

  @Test
  void theSoftLimitOfAnotherProcessIsSetAndSetBack() {
    try (Child child = Child.start(LIMITS, List.of("-XX:-MaxFDLimit"), SignalTest.Idle.class)) {
      assertThat(child.line()).isEqualTo("ready");
      assertThat(ResourceLimit.openFiles(child.pid())).isEqualTo(100);

      assertThat(ResourceLimit.setOpenFiles(child.pid(), 3)).isEqualTo(100);
      assertThat(ResourceLimit.openFiles(child.pid())).isEqualTo(3);

      assertThat(ResourceLimit.setOpenFiles(child.pid(), 100)).isEqualTo(3);
      assertThatThrownBy(() -> ResourceLimit.setOpenFiles(child.pid(), 301))
          .hasMessageContaining("301 of 300")
          .hasMessageContaining("EINVAL");
      assertThat(ResourceLimit.openFiles(child.pid())).isEqualTo(100);
    }
  }

  @Test
  void whoDoesNotExistIsAnErrorAndZeroIsNobody() {
    assertThatThrownBy(() -> ResourceLimit.openFiles(Integer.MAX_VALUE))
        .hasMessageContaining("ESRCH");
    assertThatThrownBy(() -> ResourceLimit.setOpenFiles(0, 10))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ResourceLimit.setOpenFiles(ThisProcess.pid(), -1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
