package stampede.harness.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class TerminalTest {
  @Test
  void onlyAWidthIsTakenForOne() {
    assertThat(Terminal.said("80")).isEqualTo(80);
    assertThat(Terminal.said(" 120 ")).isEqualTo(120);
    assertThat(Terminal.said(null)).isZero();
    assertThat(Terminal.said("wide")).isZero();
    assertThat(Terminal.said("99999999999")).isZero();
  }
}
