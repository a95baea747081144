package stampede.harness.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import stampede.contract.Units;
import stampede.harness.observe.ClientView;
import stampede.harness.observe.FloodSeconds;
import stampede.harness.observe.Intervals;
import stampede.harness.observe.QueueDepths;
import stampede.report.Heat;
import stampede.report.Interval;

/**
 * The time series of one round: what the clients saw of its measured window, interval by interval.
 * Pure.
 *
 * @param intervals none when attempts were not recorded
 * @param heat how latencies were spread over them; none when attempts were not recorded
 * @param note what a reader should know of them
 */
record Series(List<Interval> intervals, Optional<Heat> heat, Optional<String> note) {
  /** The most intervals of one round. */
  static final int MOST = 3_000;

  private static final double NS_PER_US = 1e3;

  /** A series of which it is not known how latencies were spread. */
  Series(List<Interval> intervals, Optional<String> note) {
    this(intervals, Optional.empty(), note);
  }

  /** Of a round of which nothing is known over time. */
  static Series none() {
    return new Series(List.of(), Optional.empty());
  }

  /** The length of intervals that agents tell of, which count seconds. */
  static long inSecondsNs(long wantedNs) {
    return Math.ceilDiv(wantedNs, FloodSeconds.LENGTH_NS) * FloodSeconds.LENGTH_NS;
  }

  /** A window cut into intervals of {@code wantedNs}, or longer ones where these were too many. */
  static Intervals cut(long startNs, long endNs, long wantedNs) {
    return Intervals.of(startNs, endNs, wantedNs, MOST);
  }

  /**
   * The series of one round.
   *
   * @param wantedNs the length of an interval that was asked for
   * @param seen by the clients, in those intervals
   */
  static Series of(Intervals intervals, long wantedNs, ClientView seen, QueueDepths depths) {
    if (!seen.isRecorded()) {
      return none();
    }
    List<Interval> all = new ArrayList<>();
    for (int i = 0; i < intervals.count(); i++) {
      all.add(interval(i, intervals, seen, depths));
    }
    return new Series(all, Optional.of(HeatFigures.of(intervals, seen)), note(intervals, wantedNs));
  }

  private static Optional<String> note(Intervals intervals, long wantedNs) {
    return intervals.lengthNs() == wantedNs
        ? Optional.empty()
        : Optional.of(
            "the time series has intervals of "
                + Units.duration(intervals.lengthNs())
                + ", not of "
                + Units.duration(wantedNs)
                + ": there are at most "
                + MOST);
  }

  private static Interval interval(
      int i, Intervals intervals, ClientView seen, QueueDepths depths) {
    double atS = (intervals.beginNs(i) - intervals.startNs()) / 1e9;
    double lengthS = intervals.lengthS(i);
    Double depth = RoundFigures.boxed(depths.mean(i));
    if (!seen.isKnown(i)) {
      return new Interval(atS, lengthS, null, null, null, null, null, null, depth);
    }
    return new Interval(
        atS,
        lengthS,
        seen.answered(i) / lengthS,
        us(seen.latencyNs(i, 50)),
        us(seen.latencyNs(i, 99)),
        us(seen.longestNs(i)),
        seen.errors(i),
        seen.inFlight(i),
        depth);
  }

  private static Double us(OptionalLong ns) {
    return ns.isPresent() ? ns.getAsLong() / NS_PER_US : null;
  }
}
