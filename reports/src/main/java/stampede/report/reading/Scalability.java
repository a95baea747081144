package stampede.report.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Throughput against CPU count by the Universal Scalability Law: with n CPUs a server answers n
 * times {@code perCpuPerS}, divided by 1 + sigma (n - 1) + kappa n (n - 1). Sigma is the part of
 * the work that goes one after the other, kappa what it costs that every CPU must agree with every
 * other. Pure. Source: N. Gunther, Guerrilla Capacity Planning, chapter 4.
 */
public sealed interface Scalability {
  /** The fewest CPU counts by which three parameters can be told and then doubted. */
  int LEAST_COUNTS = 4;

  /** A curve that misses a point by more than that, in percent, is not believed. */
  double MOST_ERROR_PERCENT = 10;

  /**
   * A throughput that was measured.
   *
   * @param cpus at least 1
   * @param throughputPerS above 0
   */
  record Point(int cpus, double throughputPerS) {}

  /**
   * The curve that comes nearest to all points.
   *
   * @param perCpuPerS throughput of one CPU alone
   * @param sigma at least 0
   * @param kappa at least 0
   * @param errorPercent by how much it misses the point that it misses most
   */
  record Fit(double perCpuPerS, double sigma, double kappa, double errorPercent)
      implements Scalability {

    /** What the law expects of so many CPUs. */
    public double throughputPerS(double cpus) {
      return perCpuPerS * cpus / (1 + sigma * (cpus - 1) + kappa * cpus * (cpus - 1));
    }

    /** CPUs beyond which more of them make it slower; empty where there are none such. */
    public Optional<Double> peakCpus() {
      return kappa > 0 && sigma < 1
          ? Optional.of(Math.sqrt((1 - sigma) / kappa))
          : Optional.empty();
    }
  }

  /** No curve, and why. */
  record Refused(String why) implements Scalability {}

  /**
   * By least squares of the relative errors. The law is linear in its parameters when turned over:
   * n / X(n) = a + b (n - 1) + c n (n - 1), with sigma = b / a and kappa = c / a. Neither may be
   * negative: where the best curve has such a one, the best without it is taken.
   */
  static Scalability fit(List<Point> points) {
    List<Point> usable =
        points.stream().filter(p -> p.cpus() > 0 && p.throughputPerS() > 0).toList();
    long counts = usable.stream().map(Point::cpus).distinct().count();
    if (counts < LEAST_COUNTS) {
      return new Refused(
          "the Universal Scalability Law is fitted from %d CPU counts on, and there %s"
              .formatted(LEAST_COUNTS, counts == 1 ? "is 1" : "are " + counts));
    }
    Fit best = null;
    for (int terms = 0; terms < 4; terms++) {
      Optional<Fit> fit = fit(usable, (terms & 1) != 0, (terms & 2) != 0);
      if (fit.isPresent() && (best == null || squares(fit.get(), usable) < squares(best, usable))) {
        best = fit.get();
      }
    }
    if (best == null || best.errorPercent() > MOST_ERROR_PERCENT) {
      return new Refused(
          "no curve of the Universal Scalability Law comes within %s of every point"
              .formatted(Numbers.percentage(MOST_ERROR_PERCENT)));
    }
    return best;
  }

  private static Optional<Fit> fit(List<Point> points, boolean withSigma, boolean withKappa) {
    List<double[]> rows = new ArrayList<>();
    for (Point point : points) {
      double n = point.cpus();
      double x = point.throughputPerS() / n;
      List<Double> row = new ArrayList<>(List.of(x));
      if (withSigma) {
        row.add((n - 1) * x);
      }
      if (withKappa) {
        row.add(n * (n - 1) * x);
      }
      rows.add(row.stream().mapToDouble(Double::doubleValue).toArray());
    }
    double[] found = LeastSquares.ofOnes(rows);
    double a = found[0];
    double sigma = withSigma ? found[1] / a : 0;
    double kappa = withKappa ? found[found.length - 1] / a : 0;
    boolean possible = a > 0 && sigma >= 0 && kappa >= 0 && Double.isFinite(sigma + kappa);
    return possible
        ? Optional.of(new Fit(1 / a, sigma, kappa, error(1 / a, sigma, kappa, points)))
        : Optional.empty();
  }

  private static double error(double perCpu, double sigma, double kappa, List<Point> points) {
    Fit fit = new Fit(perCpu, sigma, kappa, 0);
    return points.stream().mapToDouble(p -> 100 * Math.abs(miss(fit, p))).max().orElse(0);
  }

  /** What is minimised: of one over the law's expectation, relative to what was measured. */
  private static double squares(Fit fit, List<Point> points) {
    return points.stream()
        .mapToDouble(p -> p.throughputPerS() / fit.throughputPerS(p.cpus()) - 1)
        .map(error -> error * error)
        .sum();
  }

  private static double miss(Fit fit, Point point) {
    return fit.throughputPerS(point.cpus()) / point.throughputPerS() - 1;
  }
}
