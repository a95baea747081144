package stampede.report.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import stampede.report.Environment;
import stampede.report.SampleDocument;
import stampede.report.SampleEnvironment;
import stampede.report.Server;

/** Gate documents as the harness would make them. */
public final class SampleGate {
  private static final Environment MACHINE = SampleDocument.empty().environment();
  private static final String BASELINE = "epoll-exclusive";
  private static final String CANDIDATE = "epoll-exclusive,work-extra=100us";

  private SampleGate() {}

  /** One of each kind. */
  public static List<GateDocument> all() {
    return List.of(passed(), failed(), violated(), calibrated(), nothing(), stored());
  }

  /** No worse, after the first look. */
  public static GateDocument passed() {
    return with(
        "pass",
        "The candidate is no worse than the baseline within what is tolerated.",
        List.of(
            metric("throughput", -0.4, -2.0, 1.3, 5, "pass", null),
            metric("p50", 0.01, -1.5, 1.6, 5, "pass", null),
            metric("p99", -1.2, -3.0, -0.5, 10, "pass", null)),
        List.of());
  }

  /** Slower, with a metric that could not be told and one that only informs. */
  public static GateDocument failed() {
    return with(
        "fail",
        "The candidate answers about 16 % fewer requests per second than the baseline.",
        List.of(
            metric("throughput", 16.5, 12.1, 19.0, 5, "fail", null),
            metric("p50", 3.0, -2.0, 8.0, 5, "inconclusive", null),
            metric("p99", 30.0, 5.0, 80.0, 10, "fail", "too few requests for a 99th percentile")),
        List.of());
  }

  /** Nothing is worse, and yet a request was serviced twice and a check failed. */
  public static GateDocument violated() {
    GateDocument passed = passed();
    return with(
        "fail",
        "The candidate serviced requests twice.",
        passed.metrics(),
        List.of(
            new GateViolation(
                "audit", "candidate", "saturation slice of round 3", "2 requests duplicated", null),
            new GateViolation(
                "conformance",
                "candidate",
                "PA-05-a",
                "3 of 4 & <none> else",
                "stampede conform x --check PA-05-a --seed 42"),
            new GateViolation(
                "died", "candidate", "open slice of round 4", "it ended with code 139", null)));
  }

  /** A baseline compared with itself, on a machine on which one metric is too noisy. */
  public static GateDocument calibrated() {
    return of(
        "calibrate",
        "inconclusive",
        "This machine is too noisy to judge the 99th percentile.",
        arm(BASELINE),
        arm(BASELINE),
        design(),
        List.of(
            metric("throughput", 0.2, -1.0, 1.3, 5, "pass", null),
            metric("p99", 4.0, -20.0, 31.0, 10, "inconclusive", null)),
        pairs(12),
        List.of(),
        List.of("p99: one round differs by 24 %, more than twice what is tolerated"));
  }

  /** As {@link #passed} of a candidate with that name. */
  public static GateDocument of(String candidate) {
    GateDocument passed = passed();
    return of(
        "compare",
        "pass",
        passed.explanation(),
        passed.baseline(),
        arm(candidate),
        design(),
        passed.metrics(),
        passed.pairs(),
        List.of(),
        List.of());
  }

  /** Interrupted before the first round: every figure that may be absent is. */
  public static GateDocument nothing() {
    return of(
        "compare",
        "inconclusive",
        "No round was finished.",
        arm(BASELINE),
        new GateArm(server(CANDIDATE, null), "run", null),
        new GateDesign(
            "closed:32",
            null,
            null,
            0.6,
            1,
            null,
            1,
            null,
            null,
            1,
            0.05,
            List.of(),
            30,
            null,
            null),
        List.of(bare("throughput", "/s", "more"), bare("p99", "us", "less")),
        List.of(new GatePair(1, "baseline", null, null, null)),
        List.of(),
        List.of("it was interrupted before the first look"));
  }

  /** Figures of a baseline that was measured before. */
  public static GateDocument stored() {
    GateDocument passed = passed();
    return of(
        "compare",
        "pass",
        passed.explanation(),
        new GateArm(server(BASELINE, BASELINE), "stored", "main/gate.json"),
        passed.candidate(),
        design(),
        passed.metrics(),
        passed.pairs(),
        List.of(),
        List.of());
  }

  /** The text everywhere a text can be, many times over where there can be many. */
  public static GateDocument full(String text) {
    GateFigures figures =
        new GateFigures(1.0, 2.0, null, 3, 4, 1, null, null, text, 0.1, text, List.of(text));
    List<GatePair> pairs = new ArrayList<>();
    List<GateViolation> violations = new ArrayList<>();
    List<GateMetric> metrics = new ArrayList<>();
    for (int i = 1; i <= 40; i++) {
      pairs.add(new GatePair(i, text, figures, figures, i % 2 == 0 ? text : null));
      violations.add(new GateViolation(text, text, text, text, text));
      metrics.add(
          new GateMetric(
              text, text, text, 1.0, 2.0, 3.0, -4.0, 5.0, 6, text, text, 7.0, 8.0, List.of(9.0)));
    }
    Environment machine =
        SampleEnvironment.full(text, violations.stream().map(GateViolation::detail).toList());
    GateArm arm = new GateArm(server(text, text), "stored", text);
    return new GateDocument(
        GateDocument.SCHEMA,
        text,
        text,
        3,
        text,
        1,
        true,
        machine,
        text,
        text,
        text,
        arm,
        arm,
        new GateDesign(
            text, text, 1.0, 0.6, 1, 1.0, 1, text, text, 1, 0.05, List.of(10, 20), 30, 60.0, 2.0),
        20,
        metrics,
        pairs,
        violations,
        violations.stream().map(GateViolation::detail).toList());
  }

  private static GateDocument with(
      String verdict,
      String explanation,
      List<GateMetric> metrics,
      List<GateViolation> violations) {
    return of(
        "compare",
        verdict,
        explanation,
        arm(BASELINE),
        arm(CANDIDATE),
        design(),
        metrics,
        pairs(12),
        violations,
        List.of());
  }

  private static GateDocument of(
      String purpose,
      String verdict,
      String explanation,
      GateArm baseline,
      GateArm candidate,
      GateDesign design,
      List<GateMetric> metrics,
      List<GatePair> pairs,
      List<GateViolation> violations,
      List<String> invalidReasons) {
    return new GateDocument(
        GateDocument.SCHEMA,
        "1.0",
        "stampede gate --baseline " + baseline.server().name(),
        42,
        "2026-01-01T12:00:00.5Z",
        96,
        pairs.size() < 2,
        MACHINE,
        purpose,
        verdict,
        explanation,
        baseline,
        candidate,
        design,
        (int) pairs.stream().filter(GatePair::counts).count(),
        metrics,
        pairs,
        violations,
        invalidReasons);
  }

  private static GateDesign design() {
    return new GateDesign(
        "closed:32",
        "poisson:12000/s",
        20_000.0,
        0.6,
        1,
        1.5,
        0.5,
        "none",
        "reset",
        1,
        0.05,
        List.of(10, 20, 30),
        30,
        300.0,
        8.0);
  }

  private static GateMetric metric(
      String name,
      double estimate,
      double lower,
      double upper,
      double tolerance,
      String verdict,
      String advisory) {
    boolean more = name.equals("throughput");
    return new GateMetric(
        name,
        more ? "/s" : "us",
        more ? "more" : "less",
        more ? 24_812.0 : 812.0,
        more ? 24_812 / (1 + estimate / 100) : 812 * (1 + estimate / 100),
        estimate,
        lower,
        upper,
        tolerance,
        verdict,
        advisory,
        2.1,
        3.4,
        List.of(estimate, lower, upper));
  }

  private static GateMetric bare(String name, String unit, String better) {
    return new GateMetric(
        name,
        unit,
        better,
        null,
        null,
        null,
        null,
        null,
        5,
        "inconclusive",
        null,
        null,
        null,
        List.of());
  }

  /** The fourth of them is left out, for others had the processor. */
  private static List<GatePair> pairs(int count) {
    Random random = new Random(7);
    List<GatePair> pairs = new ArrayList<>();
    for (int round = 1; round <= count; round++) {
      pairs.add(
          new GatePair(
              round,
              random.nextBoolean() ? "baseline" : "candidate",
              figures(random, 1),
              figures(random, 1.1),
              round == 4 ? "the hypervisor took 12 % of the processor" : null));
    }
    return pairs;
  }

  private static GateFigures figures(Random random, double slower) {
    double noise = slower * (1 + random.nextGaussian() / 50);
    return new GateFigures(
        24_812 / noise,
        812 * noise,
        1240 * noise,
        12_000,
        36_000,
        0,
        1.0,
        30.0,
        "server",
        0.2,
        "pass",
        List.of());
  }

  private static GateArm arm(String spec) {
    return new GateArm(server(spec, spec), "run", null);
  }

  private static Server server(String name, String spec) {
    return new Server(name, spec, "threads", 4, 1, Map.of(), "nginx", "one", true, "shared");
  }
}
