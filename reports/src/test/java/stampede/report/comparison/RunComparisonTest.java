package stampede.report.comparison;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.report.Cell;
import stampede.report.ComparedSample;
import stampede.report.RunDocument;
import stampede.report.csv.ComparisonCsv;
import stampede.report.html.ComparisonHtml;
import stampede.report.markdown.ComparisonMarkdown;
import stampede.report.text.ComparisonText;

/** Two runs side by side: what changed, how sure that is, and what is not comparable. */
@Timeout(60)
class RunComparisonTest {
  private static final RunDocument OLD = ComparedSample.run(6, 1.0, "6.18.44");

  @Test
  void aRunAgainstItselfIsNotApart() {
    Comparison comparison = compared(OLD, OLD);
    assertThat(outcomes(comparison)).containsOnly("not apart");
    assertThat(comparison.warnings()).isEmpty();
    assertThat(comparison.mood()).isEqualTo(Comparison.Mood.GOOD);
  }

  @Test
  void aTenthMoreOfEverythingIsBetterOrWorseByWhatItIs() {
    Comparison comparison = compared(OLD, ComparedSample.run(6, 1.1, "6.18.44"));
    assertThat(column(comparison, "answers/s", "outcome")).containsOnly("better");
    assertThat(column(comparison, "p99", "outcome")).containsOnly("worse");
    assertThat(column(comparison, "wakeups", "outcome")).containsOnly("worse");
    assertThat(column(comparison, "p50", "changePercent"))
        .allMatch(change -> Math.abs(Double.parseDouble(change) - 10) < 0.001);
    assertThat(comparison.mood()).isEqualTo(Comparison.Mood.BAD);
  }

  @Test
  void threeRoundsAreTooFewAndItIsSaid() {
    RunDocument few = ComparedSample.run(3, 1.0, "6.18.44");
    Comparison comparison = compared(few, ComparedSample.run(3, 2.0, "6.18.44"));
    assertThat(outcomes(comparison)).containsOnly("too few rounds");
    assertThat(comparison.sentence()).contains("too few rounds to tell");
    assertThat(text(comparison)).contains("; 90 %)").contains("With three rounds");
    assertThat(comparison.mood()).isEqualTo(Comparison.Mood.UNSURE);
  }

  @Test
  void whatIsNotValidOrNotTheServersIsNeverRanked() {
    RunDocument odd = changed(OLD, ComparedSample::invalid);
    assertThat(outcomes(compared(OLD, odd))).containsOnly("not valid");
    RunDocument bound = changed(OLD, cell -> ComparedSample.limitedBy(cell, "generator"));
    assertThat(column(compared(bound, OLD), "answers/s", "outcome")).containsOnly("lower bound");
    assertThat(column(compared(bound, OLD), "p99", "outcome")).containsOnly("not apart");
    RunDocument offered = changed(OLD, cell -> ComparedSample.limitedBy(cell, "schedule"));
    assertThat(column(compared(OLD, offered), "answers/s", "outcome")).containsOnly("as offered");
  }

  @Test
  void anotherMachineIsSaidBeforeAnyFigureInEveryFormat() throws IOException {
    Comparison comparison = compared(OLD, ComparedSample.run(6, 1.1, "7.0.1"));
    assertThat(comparison.warnings().getFirst())
        .startsWith("NOT LIKE WITH LIKE")
        .contains("kernel");
    assertThat(comparison.mood()).isEqualTo(Comparison.Mood.UNSURE);
    for (String text : List.of(text(comparison), html(comparison), markdown(comparison))) {
      assertThat(text.indexOf("NOT LIKE WITH LIKE"))
          .isBetween(0, text.indexOf("cells that both have"));
      assertThat(text).contains("6.18.44").contains("7.0.1");
    }
  }

  @Test
  void cellsOfOneRunOnlyAreNamedAndCompareWithNothing() {
    RunDocument less = OLD.with(OLD.cells().subList(1, OLD.cells().size()));
    Comparison comparison = compared(OLD, less);
    assertThat(comparison.rows()).hasSize(5 * less.cells().size());
    assertThat(comparison.parts().getLast().title()).isEqualTo("Cells in only one of A and B");
    assertThat(comparison.parts().getLast().tables().getFirst().rows()).hasSize(1);
    assertThat(compared(OLD, OLD.with(List.of())).sentence()).contains("no cell in common");
  }

  @Test
  void theOnlyServersOfBothRunsAreComparedAndSaidToBeDifferent() {
    RunDocument one = OLD.with(List.of(OLD.cells().getFirst()));
    RunDocument other = changed(one, cell -> ComparedSample.renamed(cell, "x"));
    Comparison comparison = compared(one, other);
    assertThat(comparison.rows()).hasSize(5);
    assertThat(text(comparison)).contains("DIFFERENT SERVERS");
    Cell cell = one.cells().getFirst();
    RunDocument two = one.with(List.of(cell, ComparedSample.renamed(cell, "x")));
    RunDocument twoOthers =
        one.with(List.of(ComparedSample.renamed(cell, "y"), ComparedSample.renamed(cell, "z")));
    assertThat(compared(two, twoOthers).rows()).isEmpty();
  }

  @Test
  void moreThanTwoAreEachHeldAgainstTheFirst() {
    List<RunDocument> runs = List.of(OLD, OLD, ComparedSample.run(6, 1.1, "6.18.44"));
    Comparison comparison = RunComparison.of(NamedResult.of(List.of("x", "y", "z"), runs));
    assertThat(comparison.rows()).hasSize(2 * 5 * OLD.cells().size());
    assertThat(comparison.parts().stream().map(Comparison.Part::title))
        .contains("B against A", "C against A");
  }

  @Test
  void everyFormatSaysTheSameChanges() throws IOException {
    Comparison comparison = compared(OLD, ComparedSample.run(6, 1.1, "6.18.44"));
    String text = text(comparison);
    String html = html(comparison);
    String markdown = markdown(comparison);
    for (Comparison.Part part : comparison.parts()) {
      for (Comparison.Table table : part.tables()) {
        for (List<Comparison.Entry> row : table.rows()) {
          String change = row.get(row.size() - 2).text();
          if (change.contains("%")) {
            assertThat(text).contains(change);
            assertThat(html).contains(change);
            assertThat(markdown).contains(change);
          }
        }
      }
    }
    assertThat(text.lines()).allMatch(line -> line.length() <= 100);
    StringBuilder csv = new StringBuilder();
    ComparisonCsv.render(comparison, csv);
    assertThat(csv.toString().lines()).hasSize(1 + comparison.rows().size());
  }

  private static RunDocument changed(RunDocument run, Function<Cell, Cell> change) {
    return run.with(run.cells().stream().map(change).toList());
  }

  private static Comparison compared(RunDocument old, RunDocument now) {
    return RunComparison.of(NamedResult.of(List.of("old", "new"), List.of(old, now)));
  }

  private static List<String> outcomes(Comparison comparison) {
    return comparison.rows().stream().map(List::getLast).toList();
  }

  private static List<String> column(Comparison comparison, String figure, String name) {
    int at = comparison.header().indexOf(name);
    int figureAt = comparison.header().indexOf("figure");
    return comparison.rows().stream()
        .filter(row -> row.get(figureAt).equals(figure))
        .map(row -> row.get(at))
        .toList();
  }

  private static String text(Comparison comparison) {
    try {
      StringBuilder out = new StringBuilder();
      ComparisonText.render(comparison, out);
      return out.toString();
    } catch (IOException failure) {
      throw new AssertionError(failure);
    }
  }

  private static String html(Comparison comparison) throws IOException {
    StringBuilder out = new StringBuilder();
    ComparisonHtml.render(comparison, out);
    return out.toString();
  }

  private static String markdown(Comparison comparison) throws IOException {
    StringBuilder out = new StringBuilder();
    ComparisonMarkdown.render(comparison, out);
    return out.toString();
  }
}
