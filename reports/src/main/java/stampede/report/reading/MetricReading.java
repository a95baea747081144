package stampede.report.reading;

import stampede.report.gate.GateMetric;

/**
 * A metric of a gate in words.
 *
 * @param metric what was compared
 * @param calibration whether a baseline was compared with itself
 */
public record MetricReading(GateMetric metric, boolean calibration) {

  /** Its name for a reader who does not know ours. */
  public String name() {
    return switch (metric.name()) {
      case "throughput" -> "throughput";
      case "p50" -> "median latency (p50)";
      case "p99" -> "99th percentile latency (p99)";
      default -> metric.name();
    };
  }

  /** The median of the baseline, with its unit. */
  public String baseline() {
    return figure(metric.baseline());
  }

  /** The median of the candidate, with its unit. */
  public String candidate() {
    return figure(metric.candidate());
  }

  /** The verdict; of a metric that only informs, that it does. */
  public String verdict() {
    return metric.isAdvisory() ? metric.verdict() + " (advisory)" : metric.verdict();
  }

  /** A figure of this metric, with its unit. */
  public String figure(Double value) {
    if (!Numbers.isPresent(value)) {
      return Numbers.ABSENT;
    }
    return switch (metric.unit()) {
      case "us" -> Numbers.duration(value);
      case "/s" -> Numbers.of(value) + "/s";
      default -> Numbers.of(value) + " " + metric.unit();
    };
  }

  /** What came of it, in a sentence that needs no statistics. */
  public String sentence() {
    String words = calibration ? noise() : comparison();
    String advisory =
        metric.isAdvisory() ? " It does not count, only informs: " + metric.advisory() + "." : "";
    return name() + ": " + words + advisory;
  }

  private String comparison() {
    if (metric.estimatePercent() == null) {
      return "not compared, for no round counts; " + tolerated();
    }
    String about = "about " + Change.words(metric.estimatePercent());
    if (metric.estimatePercent() == 0 || Change.words(metric.estimatePercent()).startsWith("no")) {
      about = Change.words(metric.estimatePercent());
    }
    return about + certainty() + "; " + tolerated();
  }

  private String certainty() {
    Double lower = metric.lowerPercent();
    Double upper = metric.upperPercent();
    if (lower == null || upper == null) {
      return ", of too few rounds to say how surely";
    }
    return switch (metric.verdict()) {
      case "fail" -> ", and almost certainly more than " + Change.words(lower);
      case "pass" -> ", and almost certainly " + atMost(upper);
      default ->
          ", but the noise allows anything from %s to %s"
              .formatted(Change.words(lower), Change.words(upper));
    };
  }

  private static String atMost(double upper) {
    return (upper > 0 ? "less than " : "at least ") + Change.words(upper);
  }

  private String tolerated() {
    return Change.tolerance(metric.tolerancePercent()) + " worse is tolerated.";
  }

  private String noise() {
    if (metric.noisePercent() == null) {
      return "the noise is not known, for too few rounds count; " + tolerated();
    }
    String seen =
        metric.smallestEffectPercent() == null
            ? ""
            : "; a gate here notices a change of %s nine times in ten"
                .formatted(Change.size(metric.smallestEffectPercent()));
    return "one round differs from the next by about %s%s; %s"
        .formatted(Change.size(metric.noisePercent()), seen, tolerated());
  }
}
