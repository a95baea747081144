package stampede.harness.cluster;

import org.HdrHistogram.IntCountsHistogram;
import stampede.cluster.Histograms;
import stampede.cluster.Work;
import stampede.contract.Outcome;
import stampede.harness.observe.SecondTold;

/** What a history says of one second of its flood, until it is told. One thread uses it. */
final class SecondCount {
  private final int second;
  private final long endNs;
  private final IntCountsHistogram latencies = Histograms.empty();
  private long begun;
  private long ok;
  private long failed;
  private long indeterminate;
  private long errors;
  private long underWayNs;
  private long longestNs;

  SecondCount(int second, long endNs) {
    this.second = second;
    this.endNs = endNs;
  }

  void begun(long begunNs) {
    begun++;
    underWayNs += endNs - begunNs;
  }

  /**
   * An attempt ended.
   *
   * @param counts whether it was meant to begin in the same part of the flood
   */
  void ended(Outcome outcome, long closedNs, long totalNs, boolean counts) {
    underWayNs -= endNs - closedNs;
    switch (outcome) {
      case OK -> ok++;
      case FAILED -> failed++;
      case ANSWERED_WRONGLY, INDETERMINATE, UNFINISHED -> indeterminate++;
    }
    if (counts) {
      errors += outcome == Outcome.OK ? 0 : 1;
      longestNs = Math.max(longestNs, totalNs);
      latencies.recordValue(Math.clamp(totalNs, 0, Histograms.MOST_NS));
    }
  }

  /** As it is sent. */
  Work.Progress progress(boolean whole) {
    return new Work.Progress(
        second,
        begun,
        ok,
        failed,
        indeterminate,
        errors,
        underWayNs,
        longestNs,
        whole,
        Histograms.encode(latencies));
  }

  /**
   * As it is received.
   *
   * @throws stampede.cluster.MalformedMessageException when its histogram is none
   */
  static SecondTold told(Work.Progress progress) {
    return new SecondTold(
        progress.second(),
        progress.begun(),
        progress.ok(),
        progress.failed() + progress.indeterminate(),
        progress.errors(),
        progress.underWayNs(),
        progress.longestNs(),
        progress.whole(),
        Histograms.decode(progress.latencies()));
  }
}
