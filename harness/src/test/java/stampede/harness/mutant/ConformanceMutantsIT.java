package stampede.harness.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import stampede.harness.Interruption;
import stampede.harness.conformance.Check;
import stampede.harness.conformance.CheckResult;
import stampede.harness.conformance.Effort;
import stampede.harness.conformance.Suite;
import stampede.harness.conformance.Verdict;
import stampede.harness.conformance.check.Checks;
import stampede.house.Drawn;
import stampede.house.PackageNeeded;

/**
 * A suite that cannot fail proves nothing: every broken server is failed by the checks that are to
 * catch it, which pass its unbroken twin. {@link MutantTableRun} runs all checks on all of them.
 */
@Timeout(180)
class ConformanceMutantsIT {
  private static final long SEED = 20_261;

  /** So many of the broken servers, others each time, where tests are not thorough. */
  private static final int BY_DEFAULT = 5;

  private static final List<Mutant> DRAWN =
      Drawn.from(
          Stream.of(Mutant.values()).filter(each -> each != Mutant.NONE).toList(), BY_DEFAULT);

  private static final Path DOCUMENT =
      Path.of(System.getProperty("stampede.root"), "docs", "mutants.md");

  private static Interruption interruption;

  @BeforeAll
  static void python() {
    PackageNeeded.require("python3", "python3");
    interruption = Interruption.install();
  }

  @AfterAll
  static void release() {
    interruption.finished();
  }

  private static List<CheckResult> run(Mutant mutant, List<Check> checks) {
    List<CheckResult> results =
        new Suite(mutant.server(), Effort.BRIEF, SEED, interruption).run(checks, result -> {});
    for (CheckResult result : results) {
      System.out.printf(
          "%s: %s %s: %s%n",
          mutant.defect(),
          result.check().id(),
          result.verdict().text(),
          result.finding().observed());
    }
    return results;
  }

  private static List<Check> named(List<String> ids) {
    return Checks.all().stream().filter(check -> ids.contains(check.id())).toList();
  }

  static List<Mutant> broken() {
    return DRAWN;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("broken")
  void isFailedByTheChecksThatAreToCatchIt(Mutant mutant) {
    List<CheckResult> results = run(mutant, named(mutant.must()));
    assertThat(results).hasSize(mutant.must().size());
    assertThat(results).allMatch(result -> result.verdict() == Verdict.FAIL);
  }

  @Test
  void theUnbrokenTwinPassesThemAll() {
    List<String> all = new ArrayList<>();
    for (Mutant mutant : DRAWN) {
      all.addAll(mutant.must());
    }
    List<String> changing = new ArrayList<>(List.of("PA-03-shrink-loses-nothing", "PA-10-balance"));
    changing.retainAll(all);
    all.removeAll(changing);
    assertThat(run(Mutant.NONE, named(all))).allMatch(each -> each.verdict() == Verdict.PASS);
    Suite twin = new Suite(Mutant.NONE.changing(), Effort.BRIEF, SEED, interruption);
    assertThat(twin.run(named(changing), result -> {}))
        .allMatch(each -> each.verdict() == Verdict.PASS);
  }

  @Test
  void theTableInTheDocumentsHasARowForEach() throws Exception {
    String document = Files.readString(DOCUMENT, StandardCharsets.UTF_8);
    for (Mutant mutant : Mutant.values()) {
      assertThat(document).contains("| `" + mutant.defect() + "` | " + mutant.what() + " |");
      mutant.must().forEach(id -> assertThat(MutantTable.row(document, mutant)).contains(id));
    }
  }
}
