package stampede.harness.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import stampede.contract.History;
import stampede.harness.Interruption;
import stampede.harness.audit.Audit;
import stampede.harness.audit.AuditVerdict;
import stampede.harness.load.FloodPlan;
import stampede.harness.load.FloodResult;
import stampede.harness.load.LoadGenerator;
import stampede.harness.observe.Machine;

/** A short flood of a server that runs, and what came of it. */
final class Flooded implements AutoCloseable {
  /** Its hook has nothing to wait for when the tests end. */
  static final Interruption NOBODY_INTERRUPTS = Interruption.install();

  static {
    NOBODY_INTERRUPTS.finished();
  }

  private final RunningServer server;
  private final History history;
  private final FloodResult result;

  private Flooded(RunningServer server, History history, FloodResult result) {
    this.server = server;
    this.history = history;
    this.result = result;
  }

  static Flooded flood(RunningServer server) {
    FloodPlan plan =
        new FloodPlan(
            server.target(),
            "closed:8",
            "none",
            1,
            Machine.cpus(),
            "reset",
            1,
            0,
            400_000_000L,
            5_000_000_000L,
            1,
            true,
            false,
            false,
            Map.of());
    History history = History.create(321, 1, plan.recordsPerThread());
    try (LoadGenerator generator = LoadGenerator.start(Machine.cpus(), NOBODY_INTERRUPTS)) {
      return new Flooded(server, history, generator.begin(plan, history).result());
    }
  }

  long ok() {
    return result.ok();
  }

  void assertAuditPasses() {
    AuditVerdict audit = Audit.of(history, server.ledger(), server.unrecorded(), false);
    assertThat(audit.verdict())
        .as(audit.explanation() + audit.examples() + " of " + result)
        .isEqualTo(AuditVerdict.Verdict.PASS);
    assertThat(result.ok()).isGreaterThan(20);
  }

  @Override
  public void close() {
    history.close();
  }
}
