package stampede.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.report.Cell;
import stampede.report.RunDocument;
import stampede.report.SampleDocument;
import stampede.report.chart.Xml;
import stampede.report.reading.Numbers;
import stampede.report.reading.ServerLabels;

@Timeout(60)
class HtmlReportTest {
  private static final String HOSTILE =
      "</style></svg><script>alert('x')</script><img src=x onerror=\"y\">";

  @Test
  void verdictsComeFirstAndEverySectionHasItsAnchor() throws IOException {
    String page = page(SampleDocument.twentyCells(1));
    List<String> sections = all(page, "<section id=\"([^\"]+)\"");
    assertThat(sections)
        .containsExactly(
            "conclusions",
            "verdicts",
            "throughput",
            "latency",
            "percentiles",
            "share",
            "wakeups",
            "cpu",
            "kernel",
            "rounds",
            "environment",
            "repeat",
            "words");
  }

  @Test
  void populationsThatFollowTheirLoadHaveASectionOfTheirOwn() throws IOException {
    RunDocument document = SampleDocument.steppedCells(1);
    String page = page(document);
    assertThat(all(page, "<section id=\"([^\"]+)\"")).contains("population");
    assertThat(all(page, "<figure id=\"(population-chart-\\d+)\"")).hasSize(20);
    assertThat(page).contains("Population over time: blocking").contains("target 1.00 ms");
  }

  @Test
  void whatTheClientsSawOverTimeIsDrawnForEachCellThatHasIt() throws IOException {
    String page = page(SampleDocument.steppedCells(1));
    assertThat(all(page, "<figure id=\"(over-time-chart-\\d+)\"")).hasSize(20);
    assertThat(page).contains("Over time: blocking").contains("errors in an interval");
    assertThat(page).contains("put together to 50").contains("nothing ended in this interval");
  }

  @Test
  void theOnlyCellShowsItsCourseAtOnce() throws IOException {
    String page = page(SampleDocument.full("text"));
    String section = all(page, "(?s)<section id=\"over-time\"(.*?</section>)").getFirst();
    assertThat(section.indexOf("<svg")).isBetween(0, section.indexOf("<details"));
  }

  @Test
  void everyLinkLeadsSomewhereAndEveryIdIsThereOnce() throws IOException {
    for (RunDocument document : documents()) {
      String page = page(document);
      List<String> ids = all(page, " id=\"([^\"]+)\"");
      assertThat(ids).doesNotHaveDuplicates();
      assertThat(ids).containsAll(all(page, " href=\"#([^\"]+)\""));
      assertThat(ids).containsAll(all(page, "url\\(#([^)]+)\\)"));
    }
  }

  @Test
  void everyCellIsThereWithItsFigures() throws IOException {
    RunDocument document = SampleDocument.sixtyCells(2);
    String page = page(document);
    ServerLabels labels = new ServerLabels(document);
    for (Cell cell : document.cells()) {
      assertThat(page).contains(labels.of(cell.server()));
      assertThat(page).contains(Numbers.of(cell.throughputPerS()) + "<");
      assertThat(page).contains(Numbers.duration(cell.latencyUs().total().p99()));
      assertThat(page).contains(Numbers.duration(cell.cpuUsPerConnection().server()));
    }
    assertThat(all(page, "<th scope=\"row\" id=\"(cell-[^\"]+)\"")).hasSize(60);
  }

  @Test
  void aPictureIsWellFormedAndHasATableInItsSection() throws Exception {
    for (RunDocument document : documents()) {
      for (String svg : all(page(document), "(?s)(<svg .*?</svg>)")) {
        assertThat(Xml.parse(svg)).isNotNull();
      }
    }
    for (String section :
        all(page(SampleDocument.steppedCells(4)), "(?s)(<section .*?</section>)")) {
      if (section.contains("<svg")) {
        assertThat(section).contains("<table>").contains("<figcaption>");
      }
    }
  }

  @Test
  void itNeedsNoScriptNoNetworkAndNoStyleSheet() throws IOException {
    String page = page(SampleDocument.twentyCells(1));
    assertThat(page).doesNotContain("<script").doesNotContain("<link").doesNotContain(" src=");
    assertThat(page.replace("http://www.w3.org/2000/svg", "")).doesNotContain("://");
    String bare = page.replaceAll("(?s)<style>.*?</style>", "");
    assertThat(bare).doesNotContain(" style=").doesNotContain("hidden");
  }

  @Test
  void theStyleSheetShowsNothingItselfAndHidesNothing() throws IOException {
    String css = all(page(SampleDocument.empty()), "(?s)<style>(.*?)</style>").getFirst();
    String onlyWhatScriptsAdd = ".tool, .tip { display: none; }";
    assertThat(css).contains(onlyWhatScriptsAdd).doesNotContain("content:");
    assertThat(css.replace(onlyWhatScriptsAdd, "")).doesNotContain("display: none");
    assertThat(css).doesNotContain("url(").doesNotContain("@import");
  }

  @Test
  void hostileStringsAppearAsText() throws IOException {
    String page = page(SampleDocument.full(HOSTILE));
    assertThat(page).doesNotContain("<script").doesNotContain("<img");
    assertThat(page).contains("&lt;script&gt;alert(");
    assertThat(all(page, "(</style>)")).hasSize(1);
    assertThat(page(SampleDocument.full("a\u0000\u001b\ud800"))).doesNotContain("\u0000", "\u001b");
  }

  @Test
  void aLowerBoundSaysSoAndIsNotRanked() throws IOException {
    RunDocument document = SampleDocument.twentyCells(1);
    String page = page(document);
    for (Cell cell : document.cells()) {
      boolean bound = cell.valid() && cell.limitedBy().equals("generator");
      String figure = "at least " + Numbers.of(cell.throughputPerS());
      assertThat(page.contains(figure)).as(cell.id()).isEqualTo(bound);
    }
    assertThat(page).contains("no place where the load generator was the limit");
    assertThat(page).contains("no place where the cell is not valid");
  }

  @Test
  void whatIsMissingIsADashWithItsReason() throws IOException {
    String page = page(SampleDocument.unknownServer());
    assertThat(page)
        .contains("no audit was made in this cell")
        .contains("the server does not report this phase")
        .contains("CPU time was not measured")
        .doesNotContain(">null<")
        .doesNotContain("NaN");
  }

  @Test
  void aRunWithoutCellsSaysSo() throws IOException {
    assertThat(page(SampleDocument.empty())).contains("No cell was finished");
  }

  @Test
  void sixtyCellsStayUnderFiveMebibytes() throws IOException {
    byte[] page = page(SampleDocument.sixtyCells(3)).getBytes(StandardCharsets.UTF_8);
    assertThat(page.length).isLessThan(5 << 20);
  }

  @Test
  void theFrontPageSaysWhatFollowsAndWhereToSeeIt() throws IOException {
    String page = page(SampleDocument.twentyCells(1));
    String front = all(page, "(?s)<section id=\"conclusions\"(.*?</section>)").getFirst();
    assertThat(front)
        .contains("What this run shows", "Which to use", "<code>", " See: <a href=\"#")
        .contains(">wrong:</strong>");
    assertThat(front.indexOf("The audit of")).isLessThan(front.indexOf("answered most requests"));
  }

  @Test
  void latencyOverTimeIsAMapWhereItWasRecordedAndASentenceWhereNot() throws IOException {
    String page = page(SampleDocument.steppedCells(2));
    assertThat(all(page, "<figure id=\"(over-time-chart-\\d+-heat)\"")).hasSize(20);
    assertThat(page).contains("How many requests ended after how long");
  }

  @Test
  void theSameDocumentGivesTheSamePage() throws IOException {
    RunDocument document = SampleDocument.twentyCells(8);
    assertThat(page(document)).isEqualTo(page(document));
  }

  private static List<RunDocument> documents() {
    return List.of(
        SampleDocument.sixtyCells(2),
        SampleDocument.steppedCells(2),
        SampleDocument.unknownServer(),
        SampleDocument.empty(),
        SampleDocument.full(HOSTILE));
  }

  private static String page(RunDocument document) throws IOException {
    StringBuilder out = new StringBuilder();
    new HtmlReport().render(document, out);
    return OwnScript.cut(out.toString());
  }

  private static List<String> all(String page, String pattern) {
    return Pattern.compile(pattern).matcher(page).results().map(m -> m.group(1)).toList();
  }
}
