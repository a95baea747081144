package stampede.report.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.report.gate.GateDocument;
import stampede.report.gate.SampleGate;

@Timeout(30)
class GateMarkdownTest {
  private static final String HOSTILE =
      "|a|`b`<img src=x>\n\n# head @somebody #12 [x](http://y) **z** </details>````";

  @Test
  void theVerdictComesFirstAsASentence() throws IOException {
    assertThat(text(SampleGate.failed()))
        .startsWith(
            "### ❌ FAIL: performance gate by Stampede\n\n"
                + "The candidate answers about 16 % fewer requests per second than the baseline.\n")
        .contains("A, the baseline: `epoll-exclusive`<br>")
        .contains(
            "| throughput | 24,812/s | 21,298/s | +16.5 % (+12.1 to +19.0) | 5 % | **FAIL** |")
        .contains("| inconclusive |", "fail (advisory)")
        .contains("- throughput: about 16.5 % worse, and almost certainly more than 12.1 % worse")
        .contains("Here + means worse");
    assertThat(text(SampleGate.passed())).startsWith("### ✅ PASS");
    assertThat(text(SampleGate.nothing())).startsWith("### ⚠️ INCONCLUSIVE");
  }

  @Test
  void everyRowHasAsManyEntriesAsTheHead() throws IOException {
    for (GateDocument document : SampleGate.all()) {
      assertThat(
              text(document).lines().filter(line -> line.startsWith("|")).map(l -> l.split("\\|")))
          .allMatch(entries -> entries.length == (document.isCalibration() ? 8 : 7));
    }
  }

  @Test
  void theCommandToRepeatIsFoldedAwayWithTheDetails() throws IOException {
    String text = text(SampleGate.violated());
    assertThat(text.substring(text.indexOf("<details>")))
        .contains("```\nstampede gate --baseline epoll-exclusive --seed 42\n```")
        .contains("Rounds left out: round 4: the hypervisor took 12 % of the processor")
        .endsWith("</details>\n");
    assertThat(text)
        .contains("**Fails whatever the figures say:**")
        .contains("3 of 4 &amp; &lt;none&gt; else Repeat: `stampede conform x");
  }

  @Test
  void itFitsAPullRequestWhateverHappened() throws IOException {
    List<GateDocument> all = List.copyOf(SampleGate.all());
    for (GateDocument document : all) {
      assertThat(text(document).lines().count()).isLessThan(60);
      assertThat(text(document)).doesNotContain("null");
    }
    assertThat(text(SampleGate.full(HOSTILE)).lines().count()).isLessThan(60);
    assertThat(text(SampleGate.full(HOSTILE))).contains("- and 37 more");
  }

  @Test
  void aCalibrationShowsNoise() throws IOException {
    assertThat(text(SampleGate.calibrated()))
        .startsWith("### ⚠️ INCONCLUSIVE: performance calibration")
        .contains("B: the same again")
        .contains("| 2.1 % | 3.4 % | 5 % | pass |");
  }

  @Test
  void hostileStringsAppearAsText() throws IOException {
    String text = text(SampleGate.full(HOSTILE));
    assertThat(text.lines().filter(line -> line.startsWith("#"))).hasSize(1);
    assertThat(text.lines().filter(line -> line.contains("</details>") && !line.contains("`")))
        .containsExactly("</details>");
    String flowing = text.replaceAll("(?s)\n(`{3,})\n.*?\n\\1\n", "\n");
    for (String line : flowing.lines().toList()) {
      String outside = line.replaceAll("(?<!\\\\)(`+)(?!`).*?(?<!`)\\1(?!`)", "");
      assertThat(outside).doesNotContain("<img", "@somebody", "#12", "[x](", "a|");
    }
  }

  @Test
  void codeIsFencedByMoreThanItHolds() {
    assertThat(Markdown.code("a``b")).isEqualTo("```a``b```");
    assertThat(Markdown.code("`a|")).isEqualTo("`` `a\\| ``");
    assertThat(Markdown.block("a\n````")).isEqualTo("`````\na ````\n`````");
    assertThat(Markdown.text("a_b@c#1\u0000")).isEqualTo("a\\_b@&#8203;c#&#8203;1\ufffd");
  }

  private static String text(GateDocument document) throws IOException {
    StringBuilder out = new StringBuilder();
    new GateMarkdown().render(document, out);
    return out.toString();
  }
}
