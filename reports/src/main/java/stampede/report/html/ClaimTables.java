package stampede.report.html;

import java.util.ArrayList;
import java.util.List;
import stampede.report.conformance.ClaimRecord;
import stampede.report.conformance.ConformanceDocument;
import stampede.report.conformance.SuiteRecord;

/** Each claim with the worst verdict of the checks that speak for it. */
final class ClaimTables {
  private ClaimTables() {}

  static List<Block> blocks(ConformanceDocument document) {
    List<Block> blocks = new ArrayList<>();
    boolean several = document.server() == null;
    for (SuiteRecord suite : document.everySuite()) {
      if (!suite.claims().isEmpty()) {
        String caption = "Claims, seen on " + suite.server().spec();
        blocks.add(
            several
                ? Column.folded(caption, columns(), suite.claims())
                : Column.table(caption, columns(), suite.claims()));
      }
    }
    return blocks.isEmpty()
        ? List.of(new Block.Prose("No check that speaks for a claim was run."))
        : blocks;
  }

  private static List<Column<ClaimRecord>> columns() {
    return List.of(
        Column.words(
            "claim",
            "its number, and what it says in our words",
            claim -> Entry.of(claim.claim() + ". " + claim.statement())),
        Column.words(
            "verdict",
            "the worst of its checks",
            claim -> Entry.of(claim.verdict(), ConformanceVerdict.tone(claim.verdict()))),
        Column.words("checks", "", claim -> Entry.of(String.join(", ", claim.checks()))));
  }
}
