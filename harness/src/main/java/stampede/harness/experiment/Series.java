package stampede.harness.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import stampede.contract.History;
import stampede.contract.Units;
import stampede.harness.observe.Attempts;
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

  /** A window cut into intervals of {@code wantedNs}, or longer ones where these were too many. */
  static Intervals cut(long startNs, long endNs, long wantedNs) {
    return Intervals.of(startNs, endNs, wantedNs, MOST);
  }

  /**
   * The series of one round.
   *
   * @param wantedNs the length of an interval that was asked for
   */
  static Series of(Intervals intervals, long wantedNs, History history, QueueDepths depths) {
    Attempts attempts = Attempts.of(intervals, history);
    if (!attempts.isRecorded()) {
      return none();
    }
    List<Interval> all = new ArrayList<>();
    for (int i = 0; i < intervals.count(); i++) {
      all.add(interval(i, intervals, attempts, depths));
    }
    return new Series(
        all, Optional.of(HeatFigures.of(intervals, attempts)), note(intervals, wantedNs));
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
      int i, Intervals intervals, Attempts attempts, QueueDepths depths) {
    double atS = (intervals.beginNs(i) - intervals.startNs()) / 1e9;
    double lengthS = intervals.lengthS(i);
    Double depth = RoundFigures.boxed(depths.mean(i));
    if (!attempts.isKnown(i)) {
      return new Interval(atS, lengthS, null, null, null, null, null, null, depth);
    }
    return new Interval(
        atS,
        lengthS,
        attempts.answered(i) / lengthS,
        us(attempts.latencyNs(i, 50)),
        us(attempts.latencyNs(i, 99)),
        us(attempts.longestNs(i)),
        attempts.errors(i),
        attempts.inFlight(i),
        depth);
  }

  private static Double us(OptionalLong ns) {
    return ns.isPresent() ? ns.getAsLong() / NS_PER_US : null;
  }
}
