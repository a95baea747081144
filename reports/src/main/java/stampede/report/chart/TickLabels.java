package stampede.report.chart;

import java.util.ArrayList;
import java.util.List;

/** Takes the words away from ticks that stand too close to the one before. */
final class TickLabels {
  private static final double GAP = 8;

  private TickLabels() {}

  static List<Scale.Tick> thin(List<Scale.Tick> ticks, double length) {
    List<Scale.Tick> kept = new ArrayList<>();
    double taken = Double.NEGATIVE_INFINITY;
    for (Scale.Tick tick : ticks) {
      double half = TextWidth.of(tick.label()) / 2;
      double from = tick.at() * length - half;
      boolean fits = from >= taken + GAP;
      kept.add(fits ? tick : new Scale.Tick(tick.at(), ""));
      taken = fits ? from + 2 * half : taken;
    }
    return kept;
  }
}
