package stampede.report.chart;

import java.util.List;

/** Where values lie on an axis. Pure. */
sealed interface Scale permits LinearScale, LogScale, NinesScale {

  /** 0 at the beginning of the axis, 1 at its end; values beyond lie on the edge. */
  double at(double value);

  /** Marks at round values, in rising order. */
  List<Tick> ticks();

  /**
   * A mark on an axis.
   *
   * @param at 0 to 1
   * @param label what it says; empty for a mark between labelled ones
   */
  record Tick(double at, String label) {}

  /**
   * A figure for an axis: {@code 2.50 ms} becomes {@code 2.5 ms}, {@code 1.00 s} becomes {@code 1
   * s}.
   */
  static String plain(String figure) {
    return figure.replaceFirst("(\\.\\d*?)0+(?!\\d)", "$1").replaceFirst("\\.(?!\\d)", "");
  }

  /** The value, or the nearer end of 0 to 1; 0 for what is no number. */
  static double clamp(double part) {
    return Double.isNaN(part) ? 0 : Math.clamp(part, 0.0, 1.0);
  }
}
