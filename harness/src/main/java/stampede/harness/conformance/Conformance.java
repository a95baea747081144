package stampede.harness.conformance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import stampede.harness.Interruption;
import stampede.harness.Version;
import stampede.harness.observe.Machine;
import stampede.report.Environment;
import stampede.report.conformance.ConformanceDocument;
import stampede.report.conformance.SuiteRecord;
import stampede.report.conformance.Summary;
import stampede.server.StartException;

/**
 * A conformance run: the suite of each server, made into one document. What is finished is kept
 * when the user ends it, or when one of several servers cannot be started. One thread uses it.
 */
public final class Conformance {
  private final ConformancePlan plan;
  private final Lanes lanes;
  private final Ruling ruling;

  /** A run of {@code plan}. */
  public Conformance(ConformancePlan plan, Interruption interruption, Audience audience) {
    this.plan = plan;
    this.lanes = new Lanes(plan, interruption, audience);
    this.ruling = new Ruling(plan);
  }

  /**
   * Runs it all.
   *
   * @throws StartException when the only server cannot be started
   */
  public ConformanceDocument run() throws InterruptedException {
    Instant started = Instant.now();
    Environment environment = Machine.describe();
    List<SuiteRecord> suites = new ArrayList<>();
    for (Lanes.Turn turn : lanes.run()) {
      judge(turn, suites);
    }
    boolean one = !plan.several() && !suites.isEmpty();
    return new ConformanceDocument(
        ConformanceDocument.SCHEMA,
        Version.text(),
        plan.command(),
        plan.seed(),
        started.toString(),
        Duration.between(started, Instant.now()).toMillis() / 1e3,
        lanes.interrupted(),
        environment,
        lanes.network(),
        lanes.count(),
        plan.strict(),
        ruling.verdict(suites),
        ruling.complaints(),
        plan.checks().size(),
        one ? suites.getFirst().server() : null,
        one ? suites.getFirst().checks() : List.of(),
        one ? suites.getFirst().claims() : List.of(),
        Summary.total(suites.stream().map(SuiteRecord::summary).toList()),
        one ? List.of() : suites,
        plan.skipped());
  }

  private void judge(Lanes.Turn turn, List<SuiteRecord> suites) {
    if (turn.missing().isPresent()) {
      ruling.missing(turn.suite().server().spec(), turn.missing().get());
      return;
    }
    ruling.judge(turn.suite(), turn.served());
    suites.add(turn.suite());
  }
}
