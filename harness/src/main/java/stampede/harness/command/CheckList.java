package stampede.harness.command;

import java.util.List;
import java.util.stream.Collectors;
import stampede.harness.conformance.Check;

/** The checks there are, as a list. */
final class CheckList {
  /** One check, as --json has it. */
  record Row(String id, List<Integer> claims, String requirement) {
    static Row of(Check check) {
      return new Row(check.id(), check.claims(), check.requirement());
    }
  }

  private CheckList() {}

  /** A line for each, and for the claims it speaks for. */
  static String text(List<Check> checks) {
    return checks.stream()
        .map(
            check ->
                "%-32s %s%s%n".formatted(check.id(), check.requirement(), claims(check.claims())))
        .collect(Collectors.joining());
  }

  private static String claims(List<Integer> claims) {
    if (claims.isEmpty()) {
      return "";
    }
    String numbers = claims.stream().map(String::valueOf).collect(Collectors.joining(", "));
    return (claims.size() == 1 ? " (claim " : " (claims ") + numbers + ")";
  }

  /** An array of {@link Row}. */
  static String json(List<Check> checks) {
    return Json.indented(checks.stream().map(Row::of).toList()) + "\n";
  }
}
