package stampede.harness.micro;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stampede.report.micro.MicroBenchmark;

/**
 * With what a benchmark compares: the JDK's own way of doing the same. It is the benchmark of the
 * same group and with the same parameters whose method is called {@code jdk}, or which has the same
 * method and the same parameters but for one, which is {@code jdk}.
 */
final class Ratios {
  private Ratios() {}

  /** The same, with the ratio of its score to the JDK's where there is one. */
  static MicroBenchmark withRatio(MicroBenchmark one, List<MicroBenchmark> all) {
    Double ratio =
        all.stream()
            .filter(other -> isCounterpart(one, other))
            .findFirst()
            .flatMap(other -> ratio(one, other))
            .orElse(null);
    return new MicroBenchmark(
        one.name(),
        one.group(),
        one.measures(),
        one.params(),
        one.mode(),
        one.unit(),
        one.score(),
        one.error(),
        one.percentiles(),
        one.rawData(),
        ratio,
        one.secondary());
  }

  private static Optional<Double> ratio(MicroBenchmark one, MicroBenchmark jdk) {
    return one.score() == null || jdk.score() == null || jdk.score() == 0
        ? Optional.empty()
        : Optional.of(one.score() / jdk.score());
  }

  private static boolean isCounterpart(MicroBenchmark one, MicroBenchmark other) {
    if (!one.group().equals(other.group()) || isJdk(one)) {
      return false;
    }
    if (!one.name().equals(other.name())) {
      return other.way().equals(MicroBenchmark.JDK) && one.params().equals(other.params());
    }
    return differOnlyInJdk(one.params(), other.params());
  }

  private static boolean isJdk(MicroBenchmark benchmark) {
    return benchmark.way().equals(MicroBenchmark.JDK)
        || benchmark.params().containsValue(MicroBenchmark.JDK);
  }

  private static boolean differOnlyInJdk(Map<String, String> one, Map<String, String> other) {
    return other.entrySet().stream()
        .filter(param -> param.getValue().equals(MicroBenchmark.JDK))
        .anyMatch(
            param -> {
              Map<String, String> changed = new HashMap<>(one);
              changed.put(param.getKey(), MicroBenchmark.JDK);
              return changed.equals(other);
            });
  }
}
