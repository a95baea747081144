package stampede.report;

import java.util.ArrayList;
import java.util.List;

/** A population that follows a load of three steps, as the harness would tell of it. */
public final class SampleTimeline {
  private static final double EVERY_MS = 100;

  private SampleTimeline() {}

  /** So many intervals: a third at a low rate, a third at a high one, a third at the low one. */
  public static List<TimelinePoint> points(int count) {
    List<TimelinePoint> points = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      int step = i * 3 / count;
      int since = i - step * count / 3;
      int handlers = step == 1 ? Math.min(6, 2 + since) : Math.max(2, step == 2 ? 6 - since : 2);
      double rate = step == 1 ? 6000 : 1000;
      double wait = step == 1 && since < 4 ? 4000.0 - 900 * since : 300 + 10.0 * (i % 7);
      points.add(
          new TimelinePoint(
              i * EVERY_MS,
              EVERY_MS,
              step == 1 ? 6 : 2,
              handlers,
              handlers - rate / 1500,
              rate / 1500,
              rate * wait / 3e6,
              (int) (rate * wait / 1e6),
              rate,
              rate * 0.998,
              new WaitQuantiles(wait / 3, wait, wait * 1.5, (long) (rate / 10)),
              wait / 3.1));
    }
    return points;
  }

  /**
   * What its clients saw: in the tenth interval nothing ended, of the eleventh nothing is known.
   */
  public static List<Interval> intervals(int count) {
    List<Interval> intervals = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double atS = i * EVERY_MS / 1e3;
      double rate = i * 3 / count == 1 ? 6000 : 1000;
      double p50 = 150 + 20.0 * (i % 5);
      intervals.add(
          switch (i) {
            case 9, 11 -> new Interval(atS, 0.1, 0.0, null, null, null, 0L, 40.0, 128.0);
            case 10 -> new Interval(atS, 0.1, null, null, null, null, null, null, null);
            default ->
                new Interval(
                    atS, 0.1, rate, p50, 5 * p50, 20 * p50, i % 40 == 3 ? 2L : 0L, 1.5, 0.25);
          });
    }
    return intervals;
  }

  /** How the latencies were spread: two humps, the second when the load is high. */
  public static Heat heat(int count) {
    List<HeatInterval> intervals = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean high = i * 3 / count == 1;
      List<Long> counts =
          high ? List.of(40L, 220L, 900L, 300L, 10L, 0L, 80L, 5L) : List.of(30L, 150L, 12L);
      intervals.add(
          new HeatInterval(
              i * 2 * EVERY_MS / 1e3, 2 * EVERY_MS / 1e3, 6 + i % 2, i == 5 ? List.of() : counts));
    }
    return new Heat(10, 6, 42, intervals);
  }

  /** Its steps, of which the second never settled. */
  public static List<LoadStep> steps() {
    return List.of(
        new LoadStep(-1000, 5000, 1000, 1000.0, 2.0, 360.0, 4000),
        new LoadStep(4000, 5000, 6000, null, 6.0, 4000.0, 30_000),
        new LoadStep(9000, 5000, 1000, 400.0, 2.0, 360.0, 4600));
  }
}
