package stampede.harness.gate;

import java.util.ArrayList;
import java.util.List;
import stampede.report.gate.GateFigures;
import stampede.report.gate.GatePair;

/** Figures and pairs made up for tests. */
final class GateFigure {
  static final double THROUGHPUT_PER_S = 10_000;
  static final double P50_US = 100;
  static final double P99_US = 500;

  private GateFigure() {}

  static GateFigures of(double throughputPerS, double p50Us, double p99Us) {
    return limited(throughputPerS, p50Us, p99Us, 0, "server");
  }

  static GateFigures limited(
      Double throughputPerS, Double p50Us, Double p99Us, long unanswered, String limitedBy) {
    return new GateFigures(
        throughputPerS,
        p50Us,
        p99Us,
        12_000,
        22_000,
        unanswered,
        1.0,
        10.0,
        limitedBy,
        0.0,
        "pass",
        List.of());
  }

  /** A round in which each metric is worse by so much, as log ratios. */
  static GatePair pair(int round, double throughput, double p50, double p99) {
    return pair(
        round,
        of(THROUGHPUT_PER_S, P50_US, P99_US),
        of(
            THROUGHPUT_PER_S * Math.exp(-throughput),
            P50_US * Math.exp(p50),
            P99_US * Math.exp(p99)));
  }

  static GatePair pair(int round, GateFigures baseline, GateFigures candidate) {
    return new GatePair(round, "baseline", baseline, candidate, null);
  }

  /** Rounds in which all metrics are worse by these changes. */
  static List<GatePair> pairs(double... changes) {
    List<GatePair> pairs = new ArrayList<>();
    for (double change : changes) {
      pairs.add(pair(pairs.size() + 1, change, change, change));
    }
    return pairs;
  }
}
