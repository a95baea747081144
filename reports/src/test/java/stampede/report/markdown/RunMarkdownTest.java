package stampede.report.markdown;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.report.RunDocument;
import stampede.report.SampleDocument;

@Timeout(30)
class RunMarkdownTest {
  @Test
  void theVerdictIsTheHeadingAndEveryCellARow() throws IOException {
    String text = text(SampleDocument.twentyCells(1));
    assertThat(text).startsWith("### ❌ FAIL: parallel accept, measured by Stampede\n");
    assertThat(text.lines().filter(line -> line.startsWith("| `"))).hasSize(20);
    assertThat(text).contains("**fail**").contains("**NOT VALID**").contains("at least ");
    assertThat(text).contains("<details>").contains("Repeat with seed ");
  }

  @Test
  void aLargeRunStaysACommentAndSaysWhatIsLeftOut() throws IOException {
    String text = text(SampleDocument.sixtyCells(1));
    assertThat(text.lines()).hasSizeLessThan(100);
    assertThat(text.lines().filter(line -> line.startsWith("| `"))).hasSize(30);
    assertThat(text).contains("And 30 cells more: see the report.");
  }

  @Test
  void whatIsNotKnownIsADash() throws IOException {
    assertThat(text(SampleDocument.unknownServer()))
        .startsWith("### ⚠️ UNSUPPORTED")
        .contains("| – | – | – | – | – | – | – | unknown |")
        .doesNotContain("null")
        .doesNotContain("NaN");
    assertThat(text(SampleDocument.empty())).startsWith("### ⚠️ INCONCLUSIVE");
  }

  @Test
  void expectationsAndFaultsAndTheirOutcomeAreSaid() throws IOException {
    String text = text(SampleDocument.full("word"));
    assertThat(text).contains("**Expected:**").contains("NOT MET");
    assertThat(text).contains("**Faults:**").contains("1 lost, 1 stranded");
  }

  private static String text(RunDocument document) throws IOException {
    StringBuilder out = new StringBuilder();
    new RunMarkdown().render(document, out);
    return out.toString();
  }
}
