package stampede.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.report.Renderer;
import stampede.report.conformance.CheckRecord;
import stampede.report.conformance.ConformanceDocument;
import stampede.report.conformance.SampleConformance;

@Timeout(30)
class ConformanceTextTest {
  private static String text(Renderer<ConformanceDocument> renderer, ConformanceDocument document) {
    StringBuilder out = new StringBuilder();
    try {
      renderer.render(document, out);
    } catch (IOException impossible) {
      throw new AssertionError(impossible);
    }
    return out.toString();
  }

  private static CheckRecord check(String id) {
    return SampleConformance.one().checks().stream()
        .filter(check -> check.id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatPassedTakesALine() {
    assertThat(CheckText.lines(check("PA-05-a")))
        .containsExactly("PA-05-a                          pass          3 of 4 & <none> else");
  }

  @Test
  void whatFailedSaysAllThatIsNeededToJudgeAndRepeatIt() {
    assertThat(CheckText.lines(check("PA-05-b")))
        .containsExactly(
            "PA-05-b                          FAIL          3 of 4 & <none> else",
            "    required  What PA-05-b requires",
            "    expected  4 of 4",
            "    evidence  handler 3 slept",
            "    repeat    stampede conform epoll,as=processes --check PA-05-b --seed 42");
    assertThat(CheckText.lines(check("ER-known"))).contains("    known     it leaks");
    assertThat(CheckText.lines(check("PA-01-b")))
        .contains("    declared  one request wakes one handler");
  }

  @Test
  void theSummaryGoesClaimByClaim() {
    assertThat(text(new ConformanceSummary(), SampleConformance.one()))
        .startsWith(
            "FAIL: 7 checks of epoll,as=processes; 2 pass, 2 fail, 1 differ, 1 unsupported,")
        .contains("1 of the failures known")
        .contains("    5  fail            Several are told\n")
        .contains("                        PA-05-a PA-05-b\n")
        .endsWith("seed 42, network private\n");
  }

  @Test
  void severalServersAreAMatrixOfLettersByFamilies() {
    assertThat(text(new ConformanceSummary(), SampleConformance.several()))
        .contains("server             as        12 3 456 7")
        .contains("epoll              processes PF D fPU I")
        .contains("reuseport-idle     processes PF D fPU I")
        .contains("   3 PA-01-b")
        .contains("left out uring,as=threads,handlers=4: io_uring is disabled")
        .contains("UNAVAILABLE: x could not be started: port taken");
  }

  @Test
  void whatAgentsCheckedNamesThem() {
    assertThat(text(new ConformanceText(), SampleConformance.byAgents()))
        .contains("epoll,as=threads,handlers=4 on east\n")
        .endsWith("checked by agents: east, west\n");
  }

  @Test
  void aWholeRunShowsEveryCheckAndNothingATerminalObeys() {
    assertThat(text(new ConformanceText(), SampleConformance.several()))
        .contains("epoll,as=threads,handlers=4\n")
        .contains("ST-unsure");
    assertThat(text(new ConformanceText(), SampleConformance.full("a\u001b[2Jé")))
        .matches("[\\x20-\\x7e\\n]*");
  }
}
