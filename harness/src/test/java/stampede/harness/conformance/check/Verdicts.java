package stampede.harness.conformance.check;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import stampede.harness.Interruption;
import stampede.harness.conformance.Check;
import stampede.harness.conformance.CheckGroup;
import stampede.harness.conformance.CheckResult;
import stampede.harness.conformance.Effort;
import stampede.harness.conformance.Suite;
import stampede.harness.conformance.Verdict;
import stampede.harness.server.Servers;

/** What some checks say of a server; prints what they found, and the seed. */
final class Verdicts {
  private static final Interruption INTERRUPTION = Interruption.install();

  private Verdicts() {}

  static Map<String, Verdict> of(String server, CheckGroup... groups) {
    long seed = System.nanoTime();
    System.out.println(server + ", seed " + seed);
    List<Check> checks =
        List.of(groups).stream().flatMap(group -> group.checks().stream()).toList();
    return new Suite(Servers.parse(server), Effort.BRIEF, seed, INTERRUPTION)
        .run(checks, Verdicts::print).stream()
            .collect(Collectors.toMap(result -> result.check().id(), CheckResult::verdict));
  }

  private static void print(CheckResult result) {
    System.out.printf(
        "%-26s %-12s %5d ms  %s %s%n",
        result.check().id(),
        result.verdict().text(),
        result.durationNs() / 1_000_000,
        result.finding().observed(),
        result.finding().evidence());
  }
}
