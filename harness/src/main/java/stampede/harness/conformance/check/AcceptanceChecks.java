package stampede.harness.conformance.check;

import java.util.List;
import stampede.harness.audit.AuditVerdict;
import stampede.harness.conformance.Check;
import stampede.harness.conformance.CheckGroup;
import stampede.harness.conformance.Finding;
import stampede.harness.conformance.Stage;
import stampede.harness.conformance.Trial;
import stampede.load.Visit;
import stampede.load.Visits;

/** Which handlers take which requests: exactly one each, as many as there are, in parallel. */
final class AcceptanceChecks implements CheckGroup {
  private static final long ANSWER_WITHIN_NS = 5_000_000_000L;

  @Override
  public List<Check> checks() {
    return List.of(
        new Check(
            "PA-05-accept-exactly-one",
            List.of(1, 5, 10),
            "One request is taken by exactly one handler",
            AcceptanceChecks::exactlyOne));
  }

  private static Finding exactlyOne(Trial trial) {
    Stage stage = trial.stage();
    int trials = trial.effort().trials();
    String expected = trials + " single requests, each serviced once";
    int answered = 0;
    try (Visits visits = stage.visits("none", 1)) {
      for (int i = 0; i < trials; i++) {
        Visit visit = visits.begin();
        visits.awaitAll(ANSWER_WITHIN_NS);
        answered += visit.isAnswered() ? 1 : 0;
      }
    }
    AuditVerdict audit = stage.audit(false);
    String observed = answered + " answered; audit: " + audit.explanation();
    return switch (audit.verdict()) {
      case PASS -> Finding.that(answered == trials, expected, observed);
      case FAIL -> Finding.wrong(expected, observed);
      case INCONCLUSIVE -> Finding.inconclusive(expected, observed);
      case UNSUPPORTED -> Finding.unsupported(audit.explanation());
    };
  }
}
