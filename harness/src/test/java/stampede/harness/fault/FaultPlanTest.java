package stampede.harness.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(10)
class FaultPlanTest {
  @Test
  void isReadAsWritten() {
    assertThat(FaultPlan.parse("kill:2@300ms"))
        .isEqualTo(new FaultPlan(FaultPlan.Kind.KILL, 2, 300_000_000, 0));
    assertThat(FaultPlan.parse("stop@0s+500ms"))
        .isEqualTo(new FaultPlan(FaultPlan.Kind.STOP, 1, 0, 500_000_000));
  }

  @ParameterizedTest
  @ValueSource(strings = {"kill@300ms", "kill:2@1s", "stop@300ms+500ms", "stop:3@0s+1us"})
  void isWrittenAsRead(String text) {
    assertThat(FaultPlan.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "kill",
        "kill@",
        "kill@soon",
        "kill:0@1s",
        "kill:x@1s",
        "kill@1s+1s",
        "stop@1s",
        "stop@1s+",
        "term@1s",
        "kill@1s@2s"
      })
  void whatIsNoFaultIsRefused(String text) {
    assertThatThrownBy(() -> FaultPlan.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + (text.startsWith("kill@soon") ? "soon" : ""));
  }
}
