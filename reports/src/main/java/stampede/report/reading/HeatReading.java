package stampede.report.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import stampede.report.Cell;
import stampede.report.Fault;
import stampede.report.Heat;
import stampede.report.HeatInterval;
import stampede.report.Round;

/**
 * The heat of a cell as it is drawn: only the buckets that hold anything, and counts in a few
 * shades, each of which begins at so many times the one before. Pure.
 *
 * @param heat with at least one request counted
 * @param firstBucket the lowest that holds any
 * @param lastBucket the highest that holds any
 * @param mostCounted the greatest count
 * @param faults that were made in the same round
 */
public record HeatReading(
    Heat heat, int firstBucket, int lastBucket, long mostCounted, List<Fault> faults) {
  /** How many shades there are. */
  public static final int SHADES = 5;

  /** More than any document that we write has; others are refused. */
  private static final int MOST_BUCKETS = 1_000;

  /**
   * The heat of a cell; empty where there is none to show.
   *
   * @param most intervals; where there are more, as many as it takes are put together
   */
  public static Optional<HeatReading> of(Cell cell, int most) {
    if (cell.heat() == null || !isSound(cell.heat())) {
      return Optional.empty();
    }
    Heat heat = coarse(cell.heat(), most);
    List<HeatInterval> hot =
        heat.intervals().stream().filter(each -> !each.counts().isEmpty()).toList();
    int first = hot.stream().mapToInt(HeatInterval::first).min().orElse(0);
    int last =
        hot.stream().mapToInt(each -> each.first() + each.counts().size() - 1).max().orElse(-1);
    long counted =
        IntStream.rangeClosed(first, last)
            .mapToLong(
                bucket -> hot.stream().mapToLong(each -> count(each, bucket)).max().orElse(0))
            .max()
            .orElse(0);
    return counted < 1
        ? Optional.empty()
        : Optional.of(new HeatReading(heat, first, last, counted, faults(cell)));
  }

  private static Heat coarse(Heat heat, int most) {
    List<HeatInterval> all = heat.intervals();
    int each = Math.max(1, Math.ceilDiv(all.size(), most));
    List<HeatInterval> coarse = new ArrayList<>();
    for (int i = 0; i < all.size(); i += each) {
      List<HeatInterval> parts = all.subList(i, Math.min(all.size(), i + each));
      coarse.add(parts.size() == 1 ? parts.getFirst() : together(heat.buckets(), parts));
    }
    return new Heat(heat.fromUs(), heat.perDecade(), heat.buckets(), coarse);
  }

  private static HeatInterval together(int buckets, List<HeatInterval> parts) {
    double atS = parts.getFirst().atS();
    double endS = parts.getLast().atS() + parts.getLast().lengthS();
    long[] sums = new long[buckets];
    for (HeatInterval part : parts) {
      for (int i = 0; i < part.counts().size(); i++) {
        sums[part.first() + i] += count(part, part.first() + i);
      }
    }
    return HeatInterval.of(atS, endS - atS, sums);
  }

  private static boolean isSound(Heat heat) {
    return Double.isFinite(heat.fromUs())
        && heat.fromUs() > 0
        && heat.perDecade() > 0
        && heat.buckets() <= MOST_BUCKETS
        && heat.intervals().stream().allMatch(each -> isSound(heat, each));
  }

  private static boolean isSound(Heat heat, HeatInterval each) {
    return Double.isFinite(each.atS())
        && Double.isFinite(each.lengthS())
        && each.first() >= 0
        && each.first() + (long) each.counts().size() <= heat.buckets();
  }

  /** Those of the round that the heat is of: the last valid one, or the last. */
  private static List<Fault> faults(Cell cell) {
    return cell.rounds().reversed().stream()
        .filter(Round::valid)
        .findFirst()
        .or(() -> cell.rounds().reversed().stream().findFirst())
        .map(Round::faults)
        .orElse(List.of());
  }

  /** How many of an interval are in a bucket. */
  public static long count(HeatInterval interval, int bucket) {
    int at = bucket - interval.first();
    boolean counted = at >= 0 && at < interval.counts().size();
    Long count = counted ? interval.counts().get(at) : null;
    return count == null ? 0 : count;
  }

  /** Where a bucket begins, in microseconds. */
  public double beginUs(int bucket) {
    return heat.fromUs() * Math.pow(10, (double) bucket / heat.perDecade());
  }

  /** The lower end of what is shown, in microseconds. */
  public double leastUs() {
    return beginUs(firstBucket);
  }

  /** Its upper end. */
  public double mostUs() {
    return beginUs(lastBucket + 1);
  }

  /** When the last interval ends, in seconds. */
  public double endS() {
    return heat.intervals().stream()
        .mapToDouble(each -> each.atS() + each.lengthS())
        .max()
        .orElse(1);
  }

  /** The shade of a count, from 0; -1 for none. */
  public int shade(long count) {
    int shade = -1;
    while (shade + 1 < SHADES && count >= begin(shade + 1)) {
      shade++;
    }
    return shade;
  }

  /** The counts of a shade in words; empty for one that holds none. */
  public String words(int shade) {
    long from = begin(shade);
    long to = shade == SHADES - 1 ? mostCounted : begin(shade + 1) - 1;
    if (to < from) {
      return "";
    }
    return from == to ? Numbers.count(from) : Numbers.count(from) + "–" + Numbers.count(to);
  }

  /** The least count of a shade: 1, and so on in equal steps of its logarithm. */
  private long begin(int shade) {
    double step = Math.pow(mostCounted + 1.0, (double) shade / SHADES);
    return Math.max(shade + 1L, Math.round(step));
  }
}
