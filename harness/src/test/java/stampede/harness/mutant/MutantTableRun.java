package stampede.harness.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.harness.Interruption;
import stampede.harness.conformance.CheckResult;
import stampede.harness.conformance.Effort;
import stampede.harness.conformance.Suite;
import stampede.harness.conformance.Verdict;
import stampede.harness.conformance.check.Checks;

/**
 * The whole suite on every mutant: each is failed by the checks that are to catch it, and by no
 * check that has nothing to do with its defect. It takes ten minutes, so it is not among the tests
 * of every build, and writes docs/mutants.md:
 *
 * <pre>mvn verify -pl harness -am -Dit.test=MutantTableRun -DfailIfNoTests=false</pre>
 */
@Timeout(value = 40, unit = TimeUnit.MINUTES)
class MutantTableRun {
  private static final long SEED = 20_261;
  private static final Path DOCUMENT =
      Path.of(System.getProperty("stampede.root"), "docs", "mutants.md");

  @Test
  void noCheckFailsWhatIsNotItsAffair() throws Exception {
    Interruption interruption = Interruption.install();
    Map<Mutant, List<CheckResult>> table = new EnumMap<>(Mutant.class);
    List<String> wrongs = new ArrayList<>();
    for (Mutant mutant : Mutant.values()) {
      Suite suite = new Suite(mutant.server(), Effort.BRIEF, SEED, interruption);
      List<CheckResult> results = suite.run(Checks.all(), result -> show(mutant, result));
      table.put(mutant, results);
      results.stream()
          .filter(result -> isWrong(mutant, result))
          .map(result -> mutant.defect() + " " + result.check().id() + " " + result.verdict())
          .forEach(wrongs::add);
    }
    interruption.finished();
    Files.writeString(DOCUMENT, MutantTable.of(table), StandardCharsets.UTF_8);
    assertThat(wrongs).isEmpty();
  }

  private static boolean isWrong(Mutant mutant, CheckResult result) {
    boolean failed = result.verdict() == Verdict.FAIL;
    String id = result.check().id();
    return failed ? !mutant.may(id) : mutant.must().contains(id);
  }

  private static void show(Mutant mutant, CheckResult result) {
    if (result.verdict() != Verdict.PASS && result.verdict() != Verdict.UNSUPPORTED) {
      System.out.printf(
          "%s: %s %s after %d ms: %s%n",
          mutant.defect(),
          result.check().id(),
          result.verdict().text(),
          result.durationNs() / 1_000_000,
          result.finding().observed());
    }
  }
}
