package stampede.harness.conformance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import stampede.harness.InterruptedRunException;
import stampede.harness.Interruption;
import stampede.harness.Version;
import stampede.harness.observe.Machine;
import stampede.harness.server.ServerDescription;
import stampede.harness.server.ServerUnderTest;
import stampede.report.Environment;
import stampede.report.conformance.CheckRecord;
import stampede.report.conformance.ConformanceDocument;
import stampede.report.conformance.SuiteRecord;
import stampede.report.conformance.Summary;
import stampede.server.StartException;

/**
 * A conformance run: the suite of each server in turn, made into one document. What is finished is
 * kept when the user ends it, or when one of several servers cannot be started. One thread uses it.
 */
public final class Conformance {
  private final ConformancePlan plan;
  private final Interruption interruption;
  private final Audience audience;
  private final Ruling ruling;
  private final Records records;
  private final List<SuiteRecord> suites = new ArrayList<>();

  /** A run of {@code plan}. */
  public Conformance(ConformancePlan plan, Interruption interruption, Audience audience) {
    this.plan = plan;
    this.interruption = interruption;
    this.audience = audience;
    this.ruling = new Ruling(plan);
    this.records = new Records(plan.known(), plan.repeat());
  }

  /**
   * Runs it all.
   *
   * @param network {@code private}, or why it is not; it stands in the document
   * @throws StartException when the only server cannot be started
   */
  public ConformanceDocument run(String network) {
    Instant started = Instant.now();
    Environment environment = Machine.describe();
    boolean interrupted = false;
    try {
      for (ServerUnderTest server : plan.servers()) {
        check(server);
      }
    } catch (InterruptedRunException ended) {
      interrupted = true;
    }
    boolean one = !plan.several() && !suites.isEmpty();
    return new ConformanceDocument(
        ConformanceDocument.SCHEMA,
        Version.text(),
        plan.command(),
        plan.seed(),
        started.toString(),
        Duration.between(started, Instant.now()).toMillis() / 1e3,
        interrupted,
        environment,
        network,
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

  private void check(ServerUnderTest server) {
    ServerDescription description = server.description();
    interruption.check();
    audience.begins(description.spec());
    List<CheckRecord> checks = new ArrayList<>();
    Suite suite = new Suite(server, plan.effort(), plan.seed(), interruption);
    try {
      audience.begins(plan.checks().getFirst());
      suite.run(plan.checks(), result -> add(records.check(description, result), checks));
      keep(description, checks, suite.served());
    } catch (InterruptedRunException ended) {
      keep(description, checks, suite.served());
      throw ended;
    } catch (StartException missing) {
      if (!plan.several()) {
        throw missing;
      }
      ruling.missing(description.spec(), missing.getMessage());
      audience.missing(missing.getMessage());
    }
  }

  private void add(CheckRecord check, List<CheckRecord> checks) {
    checks.add(check);
    audience.ends(check);
    if (checks.size() < plan.checks().size()) {
      audience.begins(plan.checks().get(checks.size()));
    }
  }

  private void keep(ServerDescription server, List<CheckRecord> checks, boolean served) {
    SuiteRecord suite = Records.suite(server, checks);
    ruling.judge(suite, served);
    suites.add(suite);
    audience.ends(suite);
  }
}
