package stampede.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.report.gate.GateDocument;
import stampede.report.gate.SampleGate;

@Timeout(30)
class GateTextTest {
  @Test
  void theVerdictComesFirstThenWhatWasCompared() throws IOException {
    assertThat(text(SampleGate.failed()))
        .startsWith("FAIL: The candidate answers about 16 % fewer requests per second")
        .contains("A baseline   epoll-exclusive\n")
        .contains("B candidate  epoll-exclusive,work-extra=100us\n")
        .containsPattern("throughput +24,812/s +21,298/s +\\+16\\.5 % \\(\\+12\\.1 to \\+19\\.0\\)")
        .containsPattern("812 us +836 us +\\+3\\.0 % \\(-2\\.0 to \\+8\\.0\\) +5 % inconclusive")
        .endsWith("seed 42\nrepeat: stampede gate --baseline epoll-exclusive --seed 42\n");
  }

  @Test
  void everyMetricSaysWhatCameOfItInWords() throws IOException {
    assertThat(flowing(SampleGate.failed()))
        .contains(
            "FAIL throughput: about 16.5 % worse, and almost certainly more than 12.1 % worse; 5 %"
                + " worse is tolerated.")
        .contains("unsure median latency (p50): about 3.0 % worse, but the noise allows anything")
        .contains("It does not count, only informs: too few requests for a 99th percentile.");
    assertThat(flowing(SampleGate.passed()))
        .contains("throughput: about 0.4 % better, and almost certainly less than 1.3 % worse;")
        .contains("median latency (p50): no different, and almost certainly less than 1.6 % worse;")
        .contains("(p99): about 1.2 % better, and almost certainly at least 0.5 % better;");
  }

  @Test
  void whatFailsItOutrightStandsOutWithItsRepetition() throws IOException {
    assertThat(flowing(SampleGate.violated()))
        .contains("VIOLATION audit of the candidate, saturation slice of round 3: 2 requests")
        .contains("VIOLATION death of the candidate, open slice of round 4: it ended with code 139")
        .contains("repeat PA-05-a: stampede conform x --check PA-05-a --seed 42");
  }

  @Test
  void roundsThatWereLeftOutSayWhy() throws IOException {
    assertThat(flowing(SampleGate.passed()))
        .contains("left out round 4: the hypervisor took 12 % of the processor")
        .contains("11 rounds compared, 1 left out, in 96.0 s; it decides after 10, 20, 30,");
  }

  @Test
  void aCalibrationSaysHowNoisyItIs() throws IOException {
    assertThat(flowing(SampleGate.calibrated()))
        .startsWith("INCONCLUSIVE: This machine is too noisy")
        .contains("B the same epoll-exclusive")
        .contains("noticed")
        .contains("one round differs from the next by about 2.1 %; a gate here notices a change of")
        .contains("reason p99: one round differs by 24 %");
  }

  @Test
  void storedFiguresAreCalledWeaker() throws IOException {
    assertThat(flowing(SampleGate.stored()))
        .contains("figures stored before in main/gate.json, which is weaker");
  }

  @Test
  void withoutAFigureThereIsADash() throws IOException {
    assertThat(flowing(SampleGate.nothing()))
        .startsWith("INCONCLUSIVE: No round was finished. It was interrupted.")
        .contains("throughput - - - 5 % inconclusive")
        .contains("not compared, for no round counts")
        .contains("left out round 1: not finished")
        .doesNotContain("null");
  }

  @Test
  void nothingATerminalObeysComesThroughAndTablesAreNoWiderThanAllowed() throws IOException {
    assertThat(text(SampleGate.full("a\u001b[2J\né"))).matches("[\\x20-\\x7e\\n]*");
    for (GateDocument document : SampleGate.all()) {
      assertThat(text(document).lines())
          .allMatch(line -> line.length() <= TextReport.WIDTH || line.startsWith("repeat"));
    }
  }

  private static String flowing(GateDocument document) throws IOException {
    return text(document).replaceAll("\\s+", " ");
  }

  private static String text(GateDocument document) throws IOException {
    StringBuilder out = new StringBuilder();
    new GateText().render(document, out);
    return out.toString();
  }
}
