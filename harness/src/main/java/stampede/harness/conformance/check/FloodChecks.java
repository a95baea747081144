package stampede.harness.conformance.check;

import java.util.List;
import stampede.harness.audit.AuditVerdict;
import stampede.harness.conformance.Check;
import stampede.harness.conformance.CheckGroup;
import stampede.harness.conformance.Finding;
import stampede.harness.conformance.Flooding;
import stampede.harness.conformance.Stage;
import stampede.harness.conformance.Trial;
import stampede.linux.Address;
import stampede.linux.Clock;

/** Whether every request of a flood is serviced once, whoever it comes from. */
final class FloodChecks implements CheckGroup {
  private static final int SOURCES = 16;
  private static final long MOST_NS = 25_000_000_000L;

  @Override
  public List<Check> checks() {
    return List.of(
        new Check(
            "PA-05-serviced-exactly-once",
            List.of(1, 5, 12, 17, 23),
            "Every request is serviced once, by one handler, and gets its own answer",
            FloodChecks::exactlyOnce),
        new Check(
            "PA-10-many-clients",
            List.of(10),
            "Many client systems share the address, and each is served",
            FloodChecks::manyClients));
  }

  /** Floods of the usual length, one after the other, until there were requests enough. */
  private static Finding exactlyOnce(Trial trial) {
    Stage stage = trial.stage();
    long wanted = trial.effort().requests();
    String expected = "at least %d requests, each serviced exactly once".formatted(wanted);
    long beganNs = Clock.monotonicNs();
    long serviced = 0;
    int floods = 0;
    AuditVerdict audit;
    do {
      Flooding flooding =
          stage.flood("closed:" + 4 * trial.handlers(), "none", trial.effort().floodNs());
      flooding.result();
      audit = flooding.audit(false);
      serviced += audit.ok();
      floods++;
    } while (isWell(audit) && serviced < wanted && Clock.monotonicNs() - beganNs < MOST_NS);
    String observed =
        "%d answered in %d floods and %s; %s"
            .formatted(
                serviced, floods, Audited.ms(Clock.monotonicNs() - beganNs), audit.explanation());
    return Audited.finding(audit, expected, observed)
        .with("answered", (double) serviced)
        .with("duplicated", (double) audit.duplicated())
        .with("lost", (double) audit.lost())
        .with("phantom", (double) audit.phantom())
        .with("answeredWrongly", (double) audit.answeredWrongly());
  }

  private static boolean isWell(AuditVerdict audit) {
    return audit.verdict() == AuditVerdict.Verdict.PASS;
  }

  private static Finding manyClients(Trial trial) {
    Stage stage = trial.stage();
    if (stage.server().address() instanceof Address.Unix) {
      return Finding.unsupported("clients of a Unix socket have no addresses");
    }
    String expected = SOURCES + " source addresses at once, all of their requests answered";
    Flooding flooding =
        stage.flood("constant:2000/s", "none", trial.effort().floodNs() / 2, SOURCES);
    flooding.result();
    AuditVerdict audit = flooding.audit(false);
    Sources sources = Sources.of(flooding.history(), SOURCES);
    String observed =
        "%d source addresses, each answered from %d to %d times; %s"
            .formatted(sources.served(), sources.least(), sources.most(), audit.explanation());
    if (audit.verdict() == AuditVerdict.Verdict.PASS) {
      return Finding.that(sources.served() == SOURCES, expected, observed);
    }
    return Audited.finding(audit, expected, observed);
  }
}
