package stampede.harness.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stampede.harness.experiment.CellPlan;
import stampede.harness.experiment.ExperimentPlan;
import stampede.harness.experiment.SampleCells;
import stampede.harness.load.FloodPlan;
import stampede.harness.observe.Machine;
import stampede.report.Cell;
import stampede.report.Environment;
import stampede.report.ResultFile;
import stampede.report.gate.GateDocument;
import stampede.report.gate.GateMetric;
import stampede.report.gate.GatePair;
import stampede.server.UsageException;

/** A gate's document, and what becomes of it as a baseline. */
@Timeout(30)
class GateRecordTest {
  private static final Cell OPEN = SampleCells.open(1_000_000, 0);
  private static final Cell SLOW = SampleCells.open(2_000_000, 0);
  private static final CellPlan SAMPLE = SampleCells.plan();
  private static final Environment HERE = Machine.describe();
  private static final RoundWatcher NOBODY =
      new RoundWatcher() {
        @Override
        public void calibrated(double capacityPerS, String openLoad) {}

        @Override
        public void ended(GatePair pair, RoundReport report) {}
      };

  @TempDir private Path folder;

  private static GatePlan plan(GatePlan.Baseline baseline, boolean calibration) {
    return new GatePlan(
        baseline,
        SAMPLE.server(),
        calibration,
        SAMPLE.placement(),
        SAMPLE.flood(),
        Looks.upTo(10),
        Tolerances.usual(),
        OptionalLong.empty(),
        11,
        List.of());
  }

  private static GatePlan plan(boolean calibration) {
    return plan(new GatePlan.Baseline.Live(SAMPLE.server()), calibration);
  }

  private static Cell alike(ExperimentPlan.Step step) {
    return step.cell().id().endsWith("open") ? OPEN : SampleCells.closed();
  }

  private static Cell slower(ExperimentPlan.Step step) {
    return step.cell().id().endsWith("candidate-open") ? SLOW : alike(step);
  }

  private static GateDocument document(
      GatePlan plan, Function<ExperimentPlan.Step, Cell> servers, Optional<String> failure) {
    GateCourse course = new GateCourse(plan, () -> 0, NOBODY);
    Optional<ExperimentPlan.Step> step = course.next();
    while (step.isPresent()) {
      course.ended(servers.apply(step.get()));
      step = course.next();
    }
    return new GateRecord(
            plan, course, "stampede gate", Instant.now(), HERE, false, List.of(), failure)
        .document();
  }

  private static GateDocument document(Function<ExperimentPlan.Step, Cell> servers) {
    return document(plan(false), servers, Optional.empty());
  }

  @Test
  void alikeServersPass() {
    GateDocument document = document(GateRecordTest::alike);
    assertThat(document.verdict()).isEqualTo("pass");
    assertThat(document.explanation()).startsWith("No worse than tolerated, after 10 rounds");
    assertThat(document.metrics())
        .extracting(GateMetric::name)
        .containsExactly("throughput", "p50", "p99");
    assertThat(document.metrics()).allMatch(metric -> metric.noisePercent() == 0);
    assertThat(document.metrics().getFirst().smallestEffectPercent()).isEqualTo(5, within(1e-6));
    assertThat(document.invalidReasons()).isEmpty();
    assertThat(document.design().open()).isEqualTo("poisson:6000/s");
    assertThat(document.design().looks()).containsExactly(10);
  }

  @Test
  void aSlowerOneFailsWithTheFigureInWords() {
    GateDocument document = document(GateRecordTest::slower);
    assertThat(document.verdict()).isEqualTo("fail");
    assertThat(document.explanation())
        .startsWith("Worse than tolerated")
        .contains("p50 is about 100.", "(5% tolerated)");
    assertThat(document.pairs()).hasSize(10);
  }

  @Test
  void aBrokenOneFailsOutrightAndNothingElseIsSaid() {
    GateDocument document =
        document(
            step ->
                step.cell().id().endsWith("candidate-saturation")
                    ? SampleCells.failingAudit()
                    : alike(step));
    assertThat(document.verdict()).isEqualTo("fail");
    assertThat(document.explanation())
        .startsWith("The audit of the candidate failed in the saturation slice of round 1")
        .contains("No figure makes up for that.");
    assertThat(document.rounds()).isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "receive.timeout | could not answer 950 of 10,950 requests in time (5s) at this rate,",
        "send.EPIPE | left 950 of 10,950 requests without an answer {send.EPIPE=950}"
      })
  void ofAnOverloadedOneItIsSaidHowManyRequestsItCouldNotAnswer(String error, String words) {
    GateDocument document =
        document(
            step ->
                step.cell().id().endsWith("candidate-open")
                    ? SampleCells.unanswered(950, error)
                    : alike(step));
    assertThat(document.verdict()).isEqualTo("fail");
    assertThat(document.explanation())
        .contains("the open slice of round 1: the candidate " + words)
        .contains("which is 60% of what the baseline can answer");
  }

  @Test
  void oneThatCouldNotGoOnIsInconclusiveWithTheReason() {
    GateDocument document =
        document(plan(false), GateRecordTest::alike, Optional.of("the server is gone"));
    assertThat(document.verdict()).isEqualTo("inconclusive");
    assertThat(document.invalidReasons()).contains("the server is gone");
  }

  @Test
  void aMachineThatIsTooNoisyIsNamedWithTheFigure() {
    Random random = new Random(3);
    GateDocument document =
        document(
            step ->
                step.cell().id().endsWith("open")
                    ? SampleCells.open((long) (1e6 * Math.exp(random.nextGaussian() / 2)), 0)
                    : alike(step));
    assertThat(document.verdict()).isEqualTo("inconclusive");
    assertThat(document.invalidReasons())
        .anyMatch(reason -> reason.startsWith("too noisy: p50 varies by"));
    assertThat(document.explanation()).startsWith("Not established, after 10 rounds: p50");
  }

  @Test
  void aCalibrationTellsWhatAGateWouldSee() {
    GateDocument document = document(plan(true), GateRecordTest::alike, Optional.empty());
    assertThat(document.isCalibration()).isTrue();
    assertThat(document.verdict()).isEqualTo("pass");
    assertThat(document.explanation())
        .contains("throughput varies by 0.0%, so nine of ten slow-downs of 5.0% are seen")
        .contains("A gate of 10 rounds takes");
  }

  private StoredBaseline stored() throws IOException {
    Path file = folder.resolve("gate.json");
    ResultFile.write(file, document(GateRecordTest::alike));
    return StoredBaseline.read(file, 3);
  }

  @Test
  void aStoredOneIsABaselineForTheSameLoadOnTheSameMachine() throws IOException {
    StoredBaseline stored = stored();
    FloodPlan flood = SAMPLE.flood();
    int cpus = SAMPLE.placement().server().cardinality();
    stored.requireComparable(HERE, flood, cpus);
    refuses(stored, HERE, flood.loaded("closed:11"), cpus, "--load was closed:10");
    refuses(stored, HERE, flood.lasting(5), cpus, "--duration");
    refuses(stored, HERE, flood, cpus + 1, "--cpus was 1, and is 2 now");
    refuses(stored, other("Linux 2.6.32", HERE.jvm()), flood, cpus, "kernel was");
    refuses(stored, other(HERE.kernel(), "another"), flood, cpus, "JVM was");
    stored.requireComparable(other(HERE.kernel() + "-patched", HERE.jvm()), flood, cpus);
  }

  private static void refuses(
      StoredBaseline stored, Environment here, FloodPlan flood, int cpus, String why) {
    assertThatThrownBy(() -> stored.requireComparable(here, flood, cpus))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("does not compare")
        .hasMessageContaining(why);
  }

  private static Environment other(String kernel, String jvm) {
    return new Environment(
        kernel,
        HERE.arch(),
        HERE.cpuModel(),
        HERE.onlineCpus(),
        HERE.memoryBytes(),
        jvm,
        HERE.governor(),
        HERE.virtualization(),
        HERE.mitigations(),
        HERE.sysctls(),
        HERE.limits(),
        HERE.warnings());
  }

  @Test
  void againstAStoredOneOnlyTheCandidateRunsAndThatIsSaid() throws IOException {
    GatePlan plan = plan(new GatePlan.Baseline.Kept(stored()), false);
    GateDocument document = document(plan, GateRecordTest::slower, Optional.empty());
    assertThat(document.verdict()).isEqualTo("fail");
    assertThat(document.baseline().source()).isEqualTo("stored");
    assertThat(document.baseline().document()).endsWith("gate.json");
    assertThat(document.explanation()).contains("not a server that ran beside the candidate");
    assertThat(document.pairs()).hasSize(10).allMatch(GatePair::counts);
    assertThat(document.pairs()).allMatch(pair -> pair.first().equals("candidate"));
  }

  @Test
  void whatDecidesAfterItsRoundsRanOutSaysWhyTheyDid() {
    GateDocument document =
        document(
            step ->
                step.cell().id().contains("-candidate-sat") && step.cell().id().compareTo("009") > 0
                    ? SampleCells.stolen()
                    : slower(step));
    assertThat(document.rounds()).isEqualTo(8);
    assertThat(document.verdict()).isEqualTo("fail");
    assertThat(document.explanation())
        .contains("after 8 rounds", "It decided by these: 7 of 15 rounds had to be left out")
        .contains("steal")
        .endsWith(".");
    assertThat(document.invalidReasons()).isEmpty();
  }

  @Test
  void againstAStoredOneTheCandidateWarmsTheLoadGeneratorAndIsNotCalledTheBaseline()
      throws IOException {
    GatePlan plan = plan(new GatePlan.Baseline.Kept(stored()), false);
    List<String> floods = new ArrayList<>();
    GateDocument document =
        document(
            plan,
            step -> {
              floods.add(step.cell().id());
              return step.cell().id().startsWith("000") ? SampleCells.unknown() : alike(step);
            },
            Optional.empty());
    assertThat(floods.subList(0, 4))
        .containsExactly(
            "000-candidate-saturation",
            "000-candidate-open",
            "001-candidate-saturation",
            "001-candidate-open");
    assertThat(document.verdict()).isEqualTo("pass");
  }

  @Test
  void aStoredOneOfTooFewRoundsIsRefused() throws IOException {
    Path file = folder.resolve("gate.json");
    ResultFile.write(
        file,
        document(
            step ->
                step.cell().id().contains("002-candidate")
                    ? SampleCells.failingAudit()
                    : alike(step)));
    StoredBaseline stored = StoredBaseline.read(file, 3);
    int cpus = SAMPLE.placement().server().cardinality();
    assertThatThrownBy(() -> stored.requireComparable(HERE, SAMPLE.flood(), cpus))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("holds 1 rounds; 10 are needed");
  }

  @Test
  void tolerancesAreReadOneByOne() {
    Tolerances tolerances = Tolerances.parse("p99=20%,throughput=2.5%");
    assertThat(tolerances.margin(Metric.P99)).isEqualTo(Math.log(1.2), within(1e-12));
    assertThat(tolerances.percent(Metric.THROUGHPUT)).isEqualTo(2.5);
    assertThat(tolerances.percent(Metric.P50)).isEqualTo(5);
    for (String wrong : List.of("p99", "p98=5%", "p99=5", "p99=0%", "p99=x%", "p99=1001%", "")) {
      assertThatThrownBy(() -> Tolerances.parse(wrong))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
