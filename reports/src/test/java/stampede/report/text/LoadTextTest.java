package stampede.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.report.Cell;
import stampede.report.Expectation;
import stampede.report.Renderer;
import stampede.report.RunDocument;
import stampede.report.SampleDocument;
import stampede.report.Search;
import stampede.report.SearchStep;
import stampede.report.html.HtmlReport;
import stampede.report.reading.Overall;

/** What was expected and what a search found, as people read it. */
@Timeout(20)
class LoadTextTest {
  private static String text(Renderer<RunDocument> renderer, RunDocument document)
      throws IOException {
    StringBuilder out = new StringBuilder();
    renderer.render(document, out);
    return out.toString();
  }

  private static Expectation met() {
    return new Expectation("p99<5ms", 4_100.0, "us", true, true);
  }

  private static RunDocument expecting(Expectation... all) {
    RunDocument sample = SampleDocument.twentyCells(5);
    Cell cell = sample.cells().getFirst();
    return sample.with(List.of(cell.expecting(List.of(all))));
  }

  private static RunDocument searched(boolean confirmed) {
    Search search =
        new Search(
            List.of("p99<=5ms", "errors=0"),
            "poisson",
            9_000.0,
            8_000.0,
            confirmed,
            false,
            "The highest rate is 8,000/s.",
            List.of(
                new SearchStep(
                    "001-bracket", "bracket", 8_000, 7_990.0, 4e3, 300.0, 4e3, 0, true, true, null),
                new SearchStep(
                    "002-bracket",
                    "bracket",
                    9_000,
                    8_800.0,
                    9e3,
                    900.0,
                    9e3,
                    12,
                    false,
                    false,
                    "p99<=5ms is 9.00 ms")));
    return expecting().searched(search);
  }

  @Test
  void expectationsStandAfterTheFigures() throws IOException {
    String text =
        text(
            new LoadText(),
            expecting(
                met(),
                new Expectation("errors=0", 3.0, "", false, true),
                new Expectation("lag.p99<50us", null, "us", false, true)));
    assertThat(text.indexOf("throughput")).isLessThan(text.indexOf("expected"));
    assertThat(text)
        .containsPattern("p99<5ms +4.10 ms met\n")
        .containsPattern("errors=0 +3 NOT MET\n")
        .containsPattern("lag.p99<50us +unknown NOT MET: the figure is not known\n");
  }

  @Test
  void nothingIsSaidOfExpectationsWhenThereAreNone() throws IOException {
    assertThat(text(new LoadText(), expecting())).doesNotContain("expected");
    assertThat(text(new HtmlReport(), expecting())).doesNotContain("id=\"expectations\"");
  }

  @Test
  void aRunWithAnExpectationThatIsNotMetHasFailed() throws IOException {
    RunDocument document =
        expecting(met(), new Expectation("throughput>=1000/s", 900.0, "per s", false, true));
    assertThat(Overall.of(expecting(met())).outcome()).isEqualTo(Overall.Outcome.PASS);
    assertThat(Overall.of(document).outcome()).isEqualTo(Overall.Outcome.FAIL);
    assertThat(text(new TextReport(), document))
        .contains("Of 2 expectations, 1 was not met.")
        .containsPattern("throughput>=1000/s +900/s NOT MET\n");
    assertThat(text(new HtmlReport(), document)).contains("throughput&gt;=1000/s");
  }

  @Test
  void figuresThatAreNotValidFailNothing() {
    RunDocument document = expecting(new Expectation("p99<5ms", 9e3, "us", false, false));
    assertThat(Overall.of(document).outcome()).isEqualTo(Overall.Outcome.PASS);
  }

  @Test
  void aSearchPrintsTheCurveItWalked() throws IOException {
    String text = text(new LoadText(), searched(true));
    assertThat(text)
        .startsWith("The highest rate is 8,000/s.\n")
        .containsPattern("8,000 +7,990 +300us +4.00ms +0 bracket met\n")
        .containsPattern("9,000 +8,800 +900us +9.00ms +12 bracket not met: p99<=5ms is 9.00 ms\n");
    assertThat(text.lines()).allMatch(line -> line.length() <= TextReport.WIDTH);
    assertThat(text(new HtmlReport(), searched(true))).contains("id=\"search\"", "9.00 ms");
  }

  @Test
  void aSearchThatIsNotConfirmedIsInconclusive() {
    assertThat(Overall.of(searched(false)).outcome()).isEqualTo(Overall.Outcome.INCONCLUSIVE);
  }
}
