package stampede.report.html;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import stampede.report.conformance.CheckRecord;
import stampede.report.conformance.ClaimRecord;
import stampede.report.conformance.ConformanceDocument;
import stampede.report.conformance.SuiteRecord;
import stampede.report.reading.Matrix;

/**
 * Each claim with the worst verdict of the checks that speak for it, and every claim by every
 * check.
 */
final class ClaimTables {
  /** Letters of verdicts. */
  private static final String WORST_FIRST = "FfIDUP";

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
    if (!blocks.isEmpty()) {
      blocks.add(matrix(document.everySuite(), several));
    }
    return blocks.isEmpty()
        ? List.of(new Block.Prose("No check that speaks for a claim was run."))
        : blocks;
  }

  /** A letter where a check speaks for a claim, of several servers the worst of all. */
  private static Block matrix(List<SuiteRecord> suites, boolean several) {
    Map<String, CheckRecord> worst = new LinkedHashMap<>();
    Map<Integer, ClaimRecord> claims = new TreeMap<>();
    for (SuiteRecord suite : suites) {
      suite.claims().forEach(claim -> claims.putIfAbsent(claim.claim(), claim));
      suite.checks().stream()
          .filter(check -> !check.claims().isEmpty())
          .forEach(check -> worst.merge(check.id(), check, ClaimTables::worse));
    }
    List<Column<ClaimRecord>> columns = new ArrayList<>();
    columns.add(
        Column.words("claim", "its number", claim -> Entry.of(String.valueOf(claim.claim()))));
    for (CheckRecord check : worst.values()) {
      columns.add(
          Column.words(check.id(), check.requirement(), claim -> entry(claim.claim(), check)));
    }
    return Column.folded(
        "Every claim by every check%s: %s"
            .formatted(several ? ", the worst of all servers" : "", Matrix.LEGEND),
        columns,
        List.copyOf(claims.values()));
  }

  private static Entry entry(int claim, CheckRecord check) {
    return check.claims().contains(claim)
        ? Entry.of(Matrix.letter(check), ConformanceVerdict.tone(check))
        : Entry.of("");
  }

  private static CheckRecord worse(CheckRecord one, CheckRecord other) {
    return WORST_FIRST.indexOf(Matrix.letter(other)) < WORST_FIRST.indexOf(Matrix.letter(one))
        ? other
        : one;
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
