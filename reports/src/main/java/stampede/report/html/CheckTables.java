package stampede.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import stampede.report.conformance.CheckRecord;
import stampede.report.conformance.ConformanceDocument;
import stampede.report.conformance.SuiteRecord;
import stampede.report.reading.Numbers;

/**
 * Every check of every server, and what was expected and observed, folded away. Where there are
 * very many, the details of passed checks are left to the document.
 */
final class CheckTables {
  private static final int MOST_IN_DETAIL = 400;

  private CheckTables() {}

  static List<Block> blocks(ConformanceDocument document) {
    boolean several = document.server() == null;
    boolean all = document.summary().all() <= MOST_IN_DETAIL;
    List<Block> blocks = new ArrayList<>();
    for (SuiteRecord suite : document.everySuite()) {
      String caption = "Checks of " + suite.title();
      List<Line> lines = lines(suite, blocks.size(), all);
      blocks.add(
          several
              ? Column.folded(caption, columns(), lines)
              : Column.table(caption, columns(), lines));
      lines.stream()
          .filter(line -> !line.anchor().isEmpty())
          .map(line -> detail(several ? suite.title() + ": " : "", line))
          .forEach(blocks::add);
    }
    return blocks.isEmpty() ? List.of(new Block.Prose("No check was finished.")) : blocks;
  }

  /** A check, and where its details are; nowhere when they are left out. */
  private record Line(CheckRecord check, String anchor) {}

  private static List<Line> lines(SuiteRecord suite, int before, boolean all) {
    List<Line> lines = new ArrayList<>();
    for (CheckRecord check : suite.checks()) {
      boolean detailed = all || !check.verdict().equals("pass");
      String anchor = "check-%d-%d".formatted(before + 1, lines.size() + 1);
      lines.add(new Line(check, detailed ? anchor : ""));
    }
    return lines;
  }

  private static List<Column<Line>> columns() {
    return List.of(
        Column.words(
            "check",
            "its id, which leads to its evidence",
            line -> Entry.of(line.check().id()).linkedTo(line.anchor())),
        Column.words(
            "verdict",
            "",
            line -> Entry.of(verdict(line.check()), ConformanceVerdict.tone(line.check()))),
        Column.words("requirement", "", line -> Entry.of(line.check().requirement())),
        Column.words("observed", "", line -> Entry.of(line.check().observed())),
        Column.number(
            "took", "", line -> Entry.of(Numbers.duration(line.check().durationS() * 1e6))));
  }

  private static String verdict(CheckRecord check) {
    return check.failsAsKnown() ? "fail (known)" : check.verdict();
  }

  private static Block detail(String server, Line line) {
    CheckRecord check = line.check();
    List<Block.Fact> facts = new ArrayList<>();
    add(facts, "requirement", check.requirement());
    add(facts, "claims", claims(check));
    add(facts, "expected", check.expected());
    add(facts, "observed", check.observed());
    add(facts, "declared", check.declared());
    add(facts, "known to fail", check.known());
    check.figures().forEach((name, value) -> add(facts, name, Numbers.of(value)));
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Heading(line.anchor(), "Evidence of " + check.id()));
    blocks.add(new Block.Facts(facts));
    if (!check.evidence().isEmpty()) {
      blocks.add(new Block.Points(check.evidence()));
    }
    blocks.add(new Block.Prose("To repeat it alone:"));
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
