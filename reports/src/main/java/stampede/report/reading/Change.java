package stampede.report.reading;

import java.util.Locale;
import java.util.Optional;
import stampede.report.gate.GateFigures;
import stampede.report.gate.GateMetric;
import stampede.report.gate.GatePair;

/**
 * Changes of a gate, in percent of the baseline and signed so that more is worse, as text and as
 * the figures of a round have them. Every text is the same in every locale.
 */
public final class Change {
  private static final double AS_GOOD_AS_NONE = 0.05;

  private Change() {}

  /** Such as {@code +5.3 %}. */
  public static String signed(Double percent) {
    return Numbers.isPresent(percent) ? sign(percent) + " %" : Numbers.ABSENT;
  }

  /** Such as {@code 5.3 %}, without a sign. */
  public static String size(Double percent) {
    return Numbers.isPresent(percent) ? digits(Math.abs(percent)) + " %" : Numbers.ABSENT;
  }

  /** What is tolerated, as it was typed: {@code 5 %}. */
  public static String tolerance(double percent) {
    return size(percent).replace(".0 %", " %");
  }

  /** Such as {@code 5.3 % worse}. */
  public static String words(double percent) {
    if (Math.abs(percent) < AS_GOOD_AS_NONE) {
      return "no different";
    }
    return size(percent) + (percent > 0 ? " worse" : " better");
  }

  /** Such as {@code +5.3 % (+3.1 to +7.0)}; without the brackets where there are no bounds. */
  public static String withBounds(GateMetric metric) {
    String estimate = signed(metric.estimatePercent());
    if (metric.lowerPercent() == null || metric.upperPercent() == null) {
      return estimate;
    }
    return estimate
        + " (%s to %s)".formatted(sign(metric.lowerPercent()), sign(metric.upperPercent()));
  }

  /** The change in one round; empty where a figure is missing or there is no ratio. */
  public static Optional<Double> of(GatePair pair, GateMetric metric) {
    Optional<Double> baseline = figure(pair.baseline(), metric);
    Optional<Double> candidate = figure(pair.candidate(), metric);
    if (baseline.isEmpty() || candidate.isEmpty()) {
      return Optional.empty();
    }
    double ratio = candidate.get() / baseline.get();
    double percent = 100 * ((metric.better().equals("more") ? 1 / ratio : ratio) - 1);
    return Double.isFinite(percent) ? Optional.of(percent) : Optional.empty();
  }

  /** What an arm showed of a metric; empty when it was not measured. */
  public static Optional<Double> figure(GateFigures figures, GateMetric metric) {
    if (figures == null) {
      return Optional.empty();
    }
    return Optional.ofNullable(
        switch (metric.name()) {
          case "throughput" -> figures.throughputPerS();
          case "p50" -> figures.p50Us();
          case "p99" -> figures.p99Us();
          default -> null;
        });
  }

  private static String sign(double percent) {
    if (Math.abs(percent) < AS_GOOD_AS_NONE) {
      return digits(0);
    }
    return (percent > 0 ? "+" : "-") + digits(Math.abs(percent));
  }

  private static String digits(double size) {
    return size >= 999.95 ? Numbers.of(size) : String.format(Locale.ROOT, "%.1f", size);
  }
}
