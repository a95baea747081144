package stampede.harness.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.harness.Interruption;
import stampede.harness.experiment.Experiment;
import stampede.harness.experiment.ExperimentPlan;
import stampede.harness.experiment.Placement;
import stampede.harness.experiment.Progress;
import stampede.harness.gate.Gate;
import stampede.harness.gate.GatePlan;
import stampede.harness.gate.Looks;
import stampede.harness.gate.ToldRounds;
import stampede.harness.gate.Tolerances;
import stampede.harness.load.FloodPlan;
import stampede.harness.observe.Machine;
import stampede.linux.Address;
import stampede.report.gate.GateDocument;

/** A candidate that services requests twice fails the gate at once, however fast it is. */
@Timeout(120)
class GateMutantIT {
  private static final Placement PLACEMENT = new Placement(Machine.cpus(), Machine.cpus());
  private static final long SEED = 4;

  private static GatePlan plan(MutantServer candidate) {
    FloodPlan flood =
        new FloodPlan(
            "",
            "closed:8",
            "none",
            1,
            PLACEMENT.load(),
            "reset",
            1,
            100_000_000L,
            100_000_000L,
            5_000_000_000L,
            SEED,
            true,
            false,
            false,
            Map.of());
    return new GatePlan(
        new GatePlan.Baseline.Live(new MutantServer(Defect.NONE, 1)),
        candidate,
        false,
        PLACEMENT,
        flood,
        Looks.upTo(10),
        Tolerances.usual(),
        OptionalLong.empty(),
        SEED,
        List.of());
  }

  @Test
  void aRequestServicedTwiceFailsOutright() {
    Interruption interruption = Interruption.install();
    ToldRounds told = new ToldRounds();
    Experiment experiment =
        new Experiment(
            new ExperimentPlan(List.of(), 1, SEED),
            "stampede gate",
            Address.parse("127.0.0.1:0"),
            interruption,
            new Progress(new PrintStream(PrintStream.nullOutputStream()), false, true, 0));
    GateDocument document =
        new Gate(
                plan(new MutantServer(Defect.SERVICES_TWICE, 20)),
                experiment,
                "stampede gate",
                interruption,
                told)
            .run()
            .document();
    interruption.finished();
    assertThat(document.verdict()).isEqualTo("fail");
    assertThat(document.violations())
        .singleElement()
        .satisfies(
            violation -> {
              assertThat(violation.kind()).isEqualTo("audit");
              assertThat(violation.arm()).isEqualTo("candidate");
            });
    assertThat(document.pairs()).hasSize(1);
    assertThat(document.explanation()).startsWith("The audit of the candidate failed in the");
    assertThat(told.lines()).hasSize(2);
  }
}
