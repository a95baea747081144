package stampede.harness.mutant;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import stampede.harness.conformance.CheckResult;
import stampede.harness.conformance.Verdict;

/** The table of mutants and the checks that failed them, as docs/mutants.md has it. */
final class MutantTable {
  private static final String HEAD =
      """
      # The mutants

      A suite that cannot fail proves nothing. Each of these servers is right but for one defect; it is a small prefork server
      in Python (harness/src/test/mutants/server.py), started as any command is (`exec`), so that what catches it is what is
      seen from outside. The table was written by a run of the whole suite on each (`MutantTableRun`). **Bold** are the checks
      that must fail, and do in every build; the others that failed see the same defect from another side. Rare defects of
      servers that keep our own ledger, down to one request in 100,000, are found and counted in one flood each by `MutantsIT`.

      | defect | what is wrong | caught by | also failed | inconclusive |
      |---|---|---|---|---|
      """;

  private MutantTable() {}

  static String of(Map<Mutant, List<CheckResult>> results) {
    StringBuilder table = new StringBuilder(HEAD);
    results.forEach(
        (mutant, checks) ->
            table.append(
                "| `%s` | %s | %s | %s | %s |%n"
                    .formatted(
                        mutant.defect(),
                        mutant.what(),
                        mutant.must().stream()
                            .map(id -> "**" + id + "**")
                            .collect(Collectors.joining(", ")),
                        ids(mutant, checks, Verdict.FAIL),
                        ids(mutant, checks, Verdict.INCONCLUSIVE))));
    return table.toString();
  }

  private static String ids(Mutant mutant, List<CheckResult> checks, Verdict verdict) {
    return checks.stream()
        .filter(each -> each.verdict() == verdict && !mutant.must().contains(each.check().id()))
        .map(each -> each.check().id())
        .collect(Collectors.joining(", "));
  }

  /** The row of one mutant. */
  static String row(String document, Mutant mutant) {
    return document
        .lines()
        .filter(line -> line.startsWith("| `" + mutant.defect() + "` |"))
        .findFirst()
        .orElse("");
  }
}
