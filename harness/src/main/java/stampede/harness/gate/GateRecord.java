package stampede.harness.gate;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import stampede.harness.Version;
import stampede.harness.load.FloodPlan;
import stampede.report.Environment;
import stampede.report.gate.GateArm;
import stampede.report.gate.GateDesign;
import stampede.report.gate.GateDocument;
import stampede.report.gate.GateMetric;
import stampede.report.gate.GateViolation;

/**
 * A gate as its document has it.
 *
 * @param plan what was to be done
 * @param course what came of it
 * @param command the command line, as typed
 * @param started when
 * @param environment where
 * @param interrupted whether the user ended it
 * @param unfit what a check found before the first round
 * @param failure what ended it although nobody wanted that
 */
record GateRecord(
    GatePlan plan,
    GateCourse course,
    String command,
    Instant started,
    Environment environment,
    boolean interrupted,
    List<GateViolation> unfit,
    Optional<String> failure) {
  GateDocument document() {
    List<GateMetric> metrics = metrics();
    List<GateViolation> violations = new ArrayList<>(unfit);
    violations.addAll(course.violations());
    String verdict = verdict(metrics, violations);
    Standing standing = course.standing();
    return new GateDocument(
        GateDocument.SCHEMA,
        Version.text(),
        command,
        plan.seed(),
        started.toString(),
        Duration.between(started, Instant.now()).toMillis() / 1e3,
        interrupted,
        environment,
        plan.calibration() ? "calibrate" : "compare",
        verdict,
        plan.calibration()
            ? Explanation.calibrated(plan, metrics, violations, course.roundS().orElse(0.0))
            : Explanation.compared(plan, standing, verdict, metrics, violations, course.endedBy()),
        arm(Arm.BASELINE),
        arm(Arm.CANDIDATE),
        design(),
        standing.rounds(),
        metrics,
        course.pairs(),
        violations,
        verdict.equals("inconclusive") ? reasons() : List.of());
  }

  private String verdict(List<GateMetric> metrics, List<GateViolation> violations) {
    if (!violations.isEmpty()) {
      return Decision.FAIL.word();
    }
    if (interrupted || failure.isPresent()) {
      return Decision.INCONCLUSIVE.word();
    }
    if (!plan.calibration()) {
      return course.standing().decision().word();
    }
    List<GateMetric> deciding = metrics.stream().filter(each -> !each.isAdvisory()).toList();
    boolean useful =
        !deciding.isEmpty() && deciding.stream().allMatch(each -> each.verdict().equals("pass"));
    return (useful ? Decision.PASS : Decision.INCONCLUSIVE).word();
  }

  private List<String> reasons() {
    List<String> reasons = new ArrayList<>();
    failure.ifPresent(reasons::add);
    if (interrupted) {
      reasons.add("it was interrupted");
    }
    course.endedBy().ifPresent(reasons::add);
    for (Comparison each : course.standing().metrics()) {
      if (each.decides() && each.isTooNoisy()) {
        reasons.add(
            String.format(
                Locale.ROOT,
                "too noisy: %s varies by %.1f%% from round to round, more than twice the %s"
                    + " tolerated; a longer --duration, a quieter machine or a greater --tolerance"
                    + " helps",
                each.metric().word(),
                Metric.percent(each.noise().orElse(0)),
                Explanation.percent(plan.tolerances().percent(each.metric()))));
      }
      if (each.changes().size() < course.standing().rounds()) {
        reasons.add(each.metric().word() + " is not known of every round");
      }
      each.advisory().ifPresent(reasons::add);
    }
    return reasons;
  }

  private GateArm arm(Arm arm) {
    return plan.server(arm)
        .map(server -> new GateArm(server.description().record(), "run", null))
        .orElseGet(
            () -> {
              StoredBaseline stored = plan.stored().orElseThrow();
              return new GateArm(stored.server(), "stored", stored.file());
            });
  }

  private GateDesign design() {
    FloodPlan flood = plan.flood();
    return new GateDesign(
        flood.load(),
        course.open().map(OpenSlice::load).orElse(null),
        course.capacityPerS().orElse(null),
        GatePlan.OPEN_SHARE,
        flood.durationNs() / 1e9,
        course.open().map(OpenSlice::lengthS).orElse(null),
        flood.warmupNs() / 1e9,
        flood.work(),
        flood.close(),
        plan.placement().server().cardinality(),
        Looks.ALPHA,
        plan.looks().rounds(),
        plan.looks().last(),
        plan.budgetNs().isPresent() ? plan.budgetNs().getAsLong() / 1e9 : null,
        course.roundS().orElse(null));
  }

  private List<GateMetric> metrics() {
    SmallestEffect smallest = new SmallestEffect(plan.looks());
    return course.standing().metrics().stream().map(each -> metric(each, smallest)).toList();
  }

  private GateMetric metric(Comparison each, SmallestEffect smallest) {
    Metric metric = each.metric();
    OptionalDouble noise = each.noise();
    return new GateMetric(
        metric.word(),
        metric.unit(),
        metric.better(),
        boxed(each.baseline()),
        boxed(each.candidate()),
        percent(each.estimate()),
        percent(each.lower()),
        percent(each.upper()),
        plan.tolerances().percent(metric),
        plan.calibration() ? calibrated(each) : each.decision().word(),
        each.advisory().orElse(null),
        percent(noise),
        noise.isPresent() ? Metric.percent(smallest.of(noise.getAsDouble(), each.margin())) : null,
        each.changes().stream().map(Metric::percent).toList());
  }

  /** Whether a gate can tell something of this metric here. */
  private static String calibrated(Comparison each) {
    boolean known = each.noise().isPresent() && !each.isTooNoisy();
    return (known ? Decision.PASS : Decision.INCONCLUSIVE).word();
  }

  private static Double boxed(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }

  private static Double percent(OptionalDouble logRatio) {
    return logRatio.isPresent() ? Metric.percent(logRatio.getAsDouble()) : null;
  }
}
