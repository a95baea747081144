package stampede.harness.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stampede.harness.Interruption;
import stampede.harness.conformance.CheckResult;
import stampede.harness.conformance.Effort;
import stampede.harness.conformance.Repeat;
import stampede.harness.conformance.Suite;
import stampede.harness.conformance.Verdict;
import stampede.harness.server.ServerUnderTest;
import stampede.report.gate.GateViolation;

/** The checks that both servers are to pass before anything is compared. */
final class ConformanceFirst {
  private ConformanceFirst() {}

  /**
   * Runs them; each that fails is a violation. Of a calibration, whose arms are one server, they
   * run once.
   *
   * @throws stampede.server.StartException when a server cannot be started
   */
  static List<GateViolation> violations(GatePlan plan, Interruption interruption) {
    List<GateViolation> violations = new ArrayList<>();
    if (plan.checks().isEmpty()) {
      return violations;
    }
    for (Arm arm : Arm.values()) {
      Optional<ServerUnderTest> server = plan.server(arm);
      if (server.isPresent() && !(plan.calibration() && arm == Arm.CANDIDATE)) {
        new Suite(server.get(), Effort.BRIEF, plan.seed(), interruption)
            .run(
                plan.checks(),
                result -> {
                  if (result.verdict() == Verdict.FAIL) {
                    violations.add(violation(plan, arm, server.get(), result));
                  }
                });
      }
    }
    return violations;
  }

  private static GateViolation violation(
      GatePlan plan, Arm arm, ServerUnderTest server, CheckResult result) {
    String id = result.check().id();
    return new GateViolation(
        "conformance",
        arm.word(),
        id,
        result.finding().observed(),
        new Repeat(plan.seed(), "--effort brief --shared-network")
            .command(server.description().spec(), id));
  }
}
