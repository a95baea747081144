package stampede.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import stampede.report.conformance.CheckRecord;
import stampede.report.conformance.ConformanceDocument;
import stampede.report.conformance.SuiteRecord;
import stampede.report.reading.Numbers;

/**
 * Every check of every server, and what was expected and observed, folded away. Of several servers
 * the details of passed checks are left to the document.
 */
final class CheckTables {
  private CheckTables() {}

  static List<Block> blocks(ConformanceDocument document) {
    boolean several = document.server() == null;
    List<Block> blocks = new ArrayList<>();
    for (SuiteRecord suite : document.everySuite()) {
      String caption = "Checks of " + suite.server().spec();
      blocks.add(
          several
              ? Column.folded(caption, columns(), suite.checks())
              : Column.table(caption, columns(), suite.checks()));
      suite.checks().stream()
          .filter(check -> !several || !check.verdict().equals("pass"))
          .map(check -> detail(several ? suite.server().spec() + ": " : "", check))
          .forEach(blocks::add);
    }
    return blocks.isEmpty() ? List.of(new Block.Prose("No check was finished.")) : blocks;
  }

  private static List<Column<CheckRecord>> columns() {
    return List.of(
        Column.words("check", "its id", check -> Entry.of(check.id())),
        Column.words(
            "verdict", "", check -> Entry.of(verdict(check), ConformanceVerdict.tone(check))),
        Column.words("requirement", "", check -> Entry.of(check.requirement())),
        Column.words("observed", "", check -> Entry.of(check.observed())),
        Column.number("took", "", check -> Entry.of(Numbers.duration(check.durationS() * 1e6))));
  }

  private static String verdict(CheckRecord check) {
    return check.failsAsKnown() ? "fail (known)" : check.verdict();
  }

  private static Block detail(String server, CheckRecord check) {
    List<Block.Fact> facts = new ArrayList<>();
    add(facts, "requirement", check.requirement());
    add(facts, "claims", claims(check));
    add(facts, "expected", check.expected());
    add(facts, "observed", check.observed());
    add(facts, "declared", check.declared());
    add(facts, "known to fail", check.known());
    check.figures().forEach((name, value) -> add(facts, name, Numbers.of(value)));
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Facts(facts));
    if (!check.evidence().isEmpty()) {
      blocks.add(new Block.Points(check.evidence()));
    }
    blocks.add(new Block.Typed(check.repeat()));
    return new Block.Fold(server + check.id() + ": " + verdict(check), blocks);
  }

  private static String claims(CheckRecord check) {
    return check.claims().stream().map(String::valueOf).collect(Collectors.joining(", "));
  }

  private static void add(List<Block.Fact> facts, String name, String value) {
    if (value != null && !value.isEmpty()) {
      facts.add(new Block.Fact(name, value));
    }
  }
}
