package stampede.harness.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import stampede.harness.Interruption;
import stampede.harness.experiment.CellPlan;
import stampede.harness.experiment.Experiment;
import stampede.harness.experiment.ExperimentPlan;
import stampede.harness.experiment.Placement;
import stampede.harness.experiment.Progress;
import stampede.harness.load.FloodPlan;
import stampede.harness.observe.Machine;
import stampede.house.Thorough;
import stampede.linux.Address;
import stampede.report.Audit;
import stampede.report.Cell;

/**
 * Broken servers, each flooded once by the real load generator: the audit names the defect and
 * counts it exactly, and finds nothing wrong with the unbroken twin. The rare ones strike once in
 * 100,000 requests.
 */
@Timeout(120)
class MutantsIT {
  private static final long SEED = 42;
  private static final long RARELY = 100_000;
  private static final long RARE_FLOOD_REQUESTS = 150_000;
  private static final long WARMUP_NS = 1_200_000_000L;
  private static final long TWIN_NS = 1_000_000_000L;
  private static final long SHORT_NS = 500_000_000L;
  private static final long LONGEST_NS = 40_000_000_000L;
  private static final Placement PLACEMENT = new Placement(Machine.cpus(), Machine.cpus());

  private static Interruption interruption;
  private static double ratePerS;

  @BeforeAll
  static void floodTheTwin() {
    interruption = Interruption.install();
    MutantServer twin = new MutantServer(Defect.NONE, 1);
    Cell cell = flood(twin, WARMUP_NS, TWIN_NS);
    assertThat(cell.audit().verdict()).as(cell.audit().explanation()).isEqualTo("pass");
    assertThat(cell.requests().ok()).isGreaterThan(1_000);
    ratePerS = cell.throughputPerS();
  }

  @AfterAll
  static void release() {
    interruption.finished();
  }

  private static Cell flood(MutantServer server, long durationNs) {
    return flood(server, 0, durationNs);
  }

  private static Cell flood(MutantServer server, long warmupNs, long durationNs) {
    FloodPlan plan =
        new FloodPlan(
            "",
            "closed:16",
            "none",
            1,
            PLACEMENT.load(),
            "reset",
            1,
            warmupNs,
            durationNs,
            5_000_000_000L,
            SEED,
            true,
            true,
            false,
            Map.of());
    CellPlan cell = new CellPlan("000-mutant", server, PLACEMENT, plan);
    Experiment experiment =
        new Experiment(
            new ExperimentPlan(List.of(cell), 1, SEED),
            "stampede bench mutant",
            Address.parse("127.0.0.1:0"),
            interruption,
            new Progress(new PrintStream(PrintStream.nullOutputStream()), false, true, 1));
    Cell found = experiment.run(Optional.empty()).cells().getFirst();
    System.out.printf(
        "%s: %d answered, %s%n",
        found.server().spec(), found.requests().ok(), found.audit().explanation());
    return found;
  }

  /** A little longer than so many requests took at the rate last seen. */
  private static long enoughNs(long requests) {
    return Math.clamp((long) (1.15e9 * requests / ratePerS), SHORT_NS, LONGEST_NS);
  }

  @Thorough
  @ParameterizedTest
  @EnumSource(
      value = Defect.class,
      names = {"SERVICES_TWICE", "LOSES"})
  void aDefectOnceInAHundredThousandRequestsIsFoundInOneFlood(Defect defect) {
    MutantServer mutant = new MutantServer(defect, RARELY);
    Cell cell = flood(mutant, enoughNs(RARE_FLOOD_REQUESTS));
    if (cell.requests().ok() < RARE_FLOOD_REQUESTS) {
      // the machine has become slower meanwhile
      ratePerS = cell.throughputPerS() / 2;
      mutant = new MutantServer(defect, RARELY);
      cell = flood(mutant, enoughNs(RARE_FLOOD_REQUESTS));
    }
    assertThat(cell.requests().ok()).isGreaterThanOrEqualTo(RARE_FLOOD_REQUESTS);
    Audit audit = cell.audit();
    assertThat(audit.verdict()).isEqualTo("fail");
    assertThat(mutant.wrongs()).isPositive();
    assertThat(audit.duplicated()).isEqualTo(defect == Defect.LOSES ? 0 : mutant.wrongs());
    assertThat(audit.lost()).isEqualTo(defect == Defect.LOSES ? mutant.wrongs() : 0);
    assertThat(audit.examples()).hasSize((int) mutant.wrongs());
  }

  static Stream<Arguments> oftenWrong() {
    ToLongFunction<Cell> unanswered = cell -> cell.requests().indeterminate();
    return Stream.of(
        often(Defect.SERVICES_TWICE, "duplicated", cell -> cell.audit().duplicated()),
        often(Defect.LOSES, "lost", cell -> cell.audit().lost()),
        often(Defect.RECORDS_A_PHANTOM, "phantom", cell -> cell.audit().phantom()),
        often(Defect.ANSWERS_ANOTHERS, "answered wrongly", c -> c.audit().answeredWrongly()),
        often(Defect.ANSWERS_TWICE, "answered wrongly", c -> c.audit().answeredWrongly()),
        often(Defect.FORGETS, "indeterminate", unanswered),
        often(Defect.SERVICES_SILENTLY, "indeterminate", unanswered));
  }

  private static Arguments often(Defect defect, String kind, ToLongFunction<Cell> count) {
    return Arguments.of(defect, kind, count);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("oftenWrong")
  void eachDefectIsNamedAndCountedAndNoOtherIs(
      Defect defect, String kind, ToLongFunction<Cell> count) {
    MutantServer mutant = new MutantServer(defect, 199);
    Cell cell = flood(mutant, SHORT_NS);
    assertThat(mutant.wrongs()).isPositive();
    assertThat(cell.audit().verdict()).isEqualTo("fail");
    assertThat(count.applyAsLong(cell)).isEqualTo(mutant.wrongs());
    assertThat(cell.audit().examples())
        .isNotEmpty()
        .allSatisfy(example -> assertThat(example.kind()).isEqualTo(kind));
  }

  @Test
  void theTwinPassesAsOftenAsItIsAsked() {
    Cell cell = flood(new MutantServer(Defect.NONE, 2), SHORT_NS);
    assertThat(cell.audit().verdict()).isEqualTo("pass");
    assertThat(cell.audit().examples()).isEmpty();
    assertThat(cell.requests().indeterminate()).isZero();
  }
}
