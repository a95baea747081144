package stampede.report.chart;

import java.util.ArrayList;
import java.util.List;
import stampede.report.reading.Numbers;

/** Durations over powers of ten, so that microseconds and seconds fit on one axis. */
final class LogScale implements Scale {
  private static final int MOST_DECADES = 12;

  private final int fromPower;
  private final int toPower;

  private LogScale(int fromPower, int toPower) {
    this.fromPower = fromPower;
    this.toPower = toPower;
  }

  /** Holds both values, in microseconds; what is not above zero counts as 0.1. */
  static LogScale holding(double minUs, double maxUs) {
    int from = (int) Math.floor(Math.log10(Math.max(0.1, minUs)) + 1e-9);
    int to = (int) Math.ceil(Math.log10(Math.max(0.1, maxUs)) - 1e-9);
    return new LogScale(from, Math.clamp(to, from + 1, from + MOST_DECADES));
  }

  @Override
  public double at(double valueUs) {
    double power = Math.log10(Math.max(1e-3, valueUs));
    return Scale.clamp((power - fromPower) / (toPower - fromPower));
  }

  @Override
  public List<Tick> ticks() {
    List<Tick> ticks = new ArrayList<>();
    boolean between = toPower - fromPower <= 3;
    for (int power = fromPower; power <= toPower; power++) {
      double value = Math.pow(10, power);
      ticks.add(new Tick(at(value), words(value)));
      if (between && power < toPower) {
        ticks.add(new Tick(at(2 * value), words(2 * value)));
        ticks.add(new Tick(at(5 * value), words(5 * value)));
      }
    }
    return ticks;
  }

  private static String words(double us) {
    return Scale.plain(Numbers.duration(us));
  }
}
