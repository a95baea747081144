package stampede.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import stampede.report.reading.Numbers;

/** From a round number at or below the least value to a round number at or above the greatest. */
final class LinearScale implements Scale {
  private static final int STEPS_WANTED = 5;
  private static final double MOST = 1e300;

  private final double from;
  private final double to;
  private final double step;
  private final Function<Double, String> words;

  private LinearScale(double least, double most, Function<Double, String> words) {
    double low = bounded(least);
    double span = bounded(most) > low ? bounded(most) - low : 1;
    this.step = roundStep(span / STEPS_WANTED);
    this.from = Math.floor(low / step + 1e-9) * step;
    this.to = Math.ceil((low + span) / step - 1e-9) * step;
    this.words = words;
  }

  /** A figure that can be reckoned with: what is beyond is nonsense, and drawn at the edge. */
  private static double bounded(double value) {
    return Double.isNaN(value) ? 0 : Math.clamp(value, -MOST, MOST);
  }

  /** From zero, as the length of a bar demands. */
  static LinearScale fromZero(double max) {
    return new LinearScale(0, max, Numbers::of);
  }

  static LinearScale between(double min, double max, Function<Double, String> words) {
    return new LinearScale(min, max, words);
  }

  @Override
  public double at(double value) {
    return Scale.clamp((value - from) / (to - from));
  }

  @Override
  public List<Tick> ticks() {
    List<Tick> ticks = new ArrayList<>();
    long count = Math.round((to - from) / step);
    for (int i = 0; i <= count; i++) {
      double value = from + i * step;
      ticks.add(
          new Tick(
              at(value), Scale.plain(words.apply(Math.abs(value) < step / 1e6 ? 0.0 : value))));
    }
    return ticks;
  }

  /** The least of 1, 2, 5 times a power of ten that is no less than the step wanted. */
  static double roundStep(double wanted) {
    double power = Math.pow(10, Math.floor(Math.log10(wanted)));
    for (double times : new double[] {1, 2, 5}) {
      if (times * power >= wanted * (1 - 1e-9)) {
        return times * power;
      }
    }
    return 10 * power;
  }
}
