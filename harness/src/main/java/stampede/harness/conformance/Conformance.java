package stampede.harness.conformance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import stampede.harness.Interruption;
import stampede.harness.Version;
import stampede.harness.observe.Machine;
import stampede.report.Environment;
import stampede.report.Skipped;
import stampede.report.conformance.ConformanceDocument;
import stampede.report.conformance.SuiteRecord;
import stampede.report.conformance.Summary;

/**
 * A conformance run: the suite of each server, made into one document. What is finished is kept
 * when the user ends it, when one of several servers cannot be started, or when an agent is lost.
 * One thread uses it.
 */
public final class Conformance {
  private final ConformancePlan plan;
  private final Checking checking;
  private final Ruling ruling;

  /** A run of {@code plan} on this machine. */
  public Conformance(ConformancePlan plan, Interruption interruption, Audience audience) {
    this(plan, new Lanes(plan, interruption, audience));
  }

  /** A run of {@code plan} by whoever checks its servers. */
  public Conformance(ConformancePlan plan, Checking checking) {
    this.plan = plan;
    this.checking = checking;
    this.ruling = new Ruling(plan);
  }

  /**
   * Runs it all.
   *
   * @throws stampede.server.StartException when the only server cannot be started, or nothing came
   *     of it
   */
  public ConformanceDocument run() throws InterruptedException {
    Instant started = Instant.now();
    Environment environment = Machine.describe();
    List<SuiteRecord> suites = new ArrayList<>();
    Checked checked = checking.run();
    for (Checked.Turn turn : checked.turns()) {
      judge(turn, suites);
    }
    checked.broken().ifPresent(ruling::broken);
    boolean one = !plan.several() && !suites.isEmpty();
    return new ConformanceDocument(
        ConformanceDocument.SCHEMA,
        Version.text(),
        plan.command(),
        plan.seed(),
        started.toString(),
        Duration.between(started, Instant.now()).toMillis() / 1e3,
        checked.interrupted(),
        environment,
        checked.network(),
        checked.lanes().isPresent() ? checked.lanes().getAsInt() : null,
        plan.strict(),
        ruling.verdict(suites),
        ruling.complaints(),
        plan.checks().size(),
        one ? suites.getFirst().server() : null,
        one ? suites.getFirst().checks() : List.of(),
        one ? suites.getFirst().claims() : List.of(),
        Summary.total(suites.stream().map(SuiteRecord::summary).toList()),
        one ? List.of() : suites,
        leftOut(checked),
        one ? suites.getFirst().member() : null,
        checked.members());
  }

  private List<Skipped> leftOut(Checked checked) {
    return Stream.concat(plan.skipped().stream(), checked.skipped().stream()).toList();
  }

  private void judge(Checked.Turn turn, List<SuiteRecord> suites) {
    if (turn.missing().isPresent()) {
      ruling.missing(turn.suite().server().spec(), turn.missing().get());
      return;
    }
    ruling.judge(turn.suite(), turn.served());
    suites.add(turn.suite());
  }
}
