package stampede.report.chart;

import java.util.ArrayList;
import java.util.List;

/** Percentiles by their nines: every further nine takes the same room as the one before. */
final class NinesScale implements Scale {
  private static final int MOST_NINES = 7;

  private final int nines;

  private NinesScale(int nines) {
    this.nines = nines;
  }

  /** Reaches to the greatest percentile given, below 100, and at least to 99. */
  static NinesScale reaching(double percentile) {
    return new NinesScale(Math.clamp((int) Math.ceil(position(percentile) - 1e-6), 2, MOST_NINES));
  }

  @Override
  public double at(double percentile) {
    return Scale.clamp(position(percentile) / nines);
  }

  @Override
  public List<Tick> ticks() {
    List<Tick> ticks = new ArrayList<>();
    ticks.add(new Tick(0, "0"));
    ticks.add(new Tick(at(50), "50"));
    for (int n = 1; n <= nines; n++) {
      String label = n == 1 ? "90" : n == 2 ? "99" : "99." + "9".repeat(n - 2);
      ticks.add(new Tick((double) n / nines, label));
    }
    return ticks;
  }

  private static double position(double percentile) {
    double above = 1 - Math.clamp(percentile, 0.0, 100.0) / 100;
    return above <= 0 ? MOST_NINES : -Math.log10(above);
  }
}
