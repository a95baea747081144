package stampede.harness.cluster;

import java.util.TreeMap;
import java.util.function.Consumer;
import stampede.cluster.Work;
import stampede.contract.History;
import stampede.contract.Outcome;
import stampede.harness.observe.FloodSeconds;
import stampede.linux.Clock;

/**
 * Tells of each second of a flood, soon after its end, what a history says of it: an attempt counts
 * where it began and where it ended by its own record, whenever that is read. What is read when its
 * second has been told is told of it again. One thread uses it.
 */
final class Happened {
  /** Reading takes one part in so many of the time: all of a second at once would be felt. */
  private static final int READ_SHARE = 50;

  /** For what happened at the very end of a second to be recorded. */
  private static final long SETTLE_NS = 50_000_000L;

  private final HistoryFollower follower;
  private final FloodSeconds seconds;
  private final Consumer<Work.Progress> told;
  private final TreeMap<Integer, SecondCount> open = new TreeMap<>();
  private final HistoryFollower.Reader reader =
      new HistoryFollower.Reader() {
        @Override
        public void begun(long begunNs) {
          at(begunNs).begun(begunNs);
        }

        @Override
        public void ended(Outcome outcome, long intendedNs, long closedNs) {
          Happened.this.ended(outcome, intendedNs, closedNs);
        }
      };

  /** The first second that was not told. */
  private int next;

  private long nextReadNs = Long.MIN_VALUE;

  /**
   * Nothing was told.
   *
   * @param told is given the seconds in turn, without a gap
   */
  Happened(History history, FloodSeconds seconds, Consumer<Work.Progress> told) {
    this.follower = new HistoryFollower(history);
    this.seconds = seconds;
    this.told = told;
  }

  /** Tells what there is to tell by that time. */
  void look(long nowNs) {
    if (isDue(nowNs) || nowNs >= nextReadNs) {
      long fromNs = Clock.monotonicNs();
      follower.read(reader);
      nextReadNs = nowNs + READ_SHARE * (Clock.monotonicNs() - fromNs);
    }
    while (isDue(nowNs)) {
      tell();
    }
  }

  private boolean isDue(long nowNs) {
    return nowNs >= seconds.endNs(next) + SETTLE_NS;
  }

  /** Tells the rest: the flood is over. */
  void end() {
    follower.read(reader);
    int last = Math.max(seconds.end() - 1, open.isEmpty() ? 0 : open.lastKey());
    tellLate();
    while (next <= last) {
      tell();
    }
  }

  /** Tells the next second, and first what has come to light of those before. */
  private void tell() {
    tellLate();
    SecondCount count = open.remove(next);
    told.accept((count == null ? none(next) : count).progress(follower.isWhole()));
    next++;
  }

  private void tellLate() {
    while (!open.isEmpty() && open.firstKey() < next) {
      told.accept(open.pollFirstEntry().getValue().progress(follower.isWhole()));
    }
  }

  private SecondCount none(int second) {
    return new SecondCount(second, seconds.endNs(second));
  }

  private SecondCount at(long ns) {
    return open.computeIfAbsent(seconds.at(ns), this::none);
  }

  /** The warm-up's are left out of the latencies and errors of the measured window. */
  private void ended(Outcome outcome, long intendedNs, long closedNs) {
    boolean counts =
        closedNs < seconds.windowStartNs()
            || closedNs >= seconds.windowEndNs()
            || intendedNs >= seconds.windowStartNs();
    at(closedNs).ended(outcome, closedNs, Math.max(0, closedNs - intendedNs), counts);
  }
}
