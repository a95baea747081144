package stampede.report.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import stampede.report.conformance.CheckRecord;

/**
 * One check for somebody at a terminal: a line when its requirement was met, and all that is needed
 * to judge it when it was not. ASCII only.
 */
public final class CheckText {
  private CheckText() {}

  /** The lines, without line feeds. */
  public static List<String> lines(CheckRecord check) {
    List<String> lines = new ArrayList<>();
    lines.add("%-32s %-13s %s".formatted(check.id(), word(check), check.observed()));
    if (check.verdict().equals("fail") || check.verdict().equals("inconclusive")) {
      add(lines, "required", check.requirement());
      add(lines, "expected", check.expected());
      add(lines, "declared", check.declared());
      check.evidence().forEach(line -> add(lines, "evidence", line));
      add(lines, "known", check.known());
      add(lines, "repeat", check.repeat());
    } else if (check.verdict().equals("differs")) {
      add(lines, "declared", check.declared());
    }
    return lines.stream().map(TextTable::ascii).toList();
  }

  private static void add(List<String> lines, String name, String text) {
    if (text != null && !text.isEmpty()) {
      lines.add("    %-9s %s".formatted(name, text));
    }
  }

  /** The verdict; what breaks a run stands out. */
  static String word(CheckRecord check) {
    if (check.failsAsKnown()) {
      return "fail (known)";
    }
    return check.failed() ? check.verdict().toUpperCase(Locale.ROOT) : check.verdict();
  }
}
