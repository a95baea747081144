package stampede.harness.cluster;

import java.util.function.Consumer;
import org.HdrHistogram.Histogram;
import stampede.cluster.Histograms;
import stampede.cluster.Work;
import stampede.contract.History;
import stampede.contract.HistoryCursor;
import stampede.contract.Outcome;
import stampede.linux.Clock;

/** Tells once a second what a history has come to hold since the last time. One thread uses it. */
final class Happened {
  private static final long EVERY_NS = 1_000_000_000L;

  private final History history;
  private final HistoryCursor cursor;
  private final Consumer<Work.Progress> told;
  private Histogram latencies = Histograms.empty();
  private long begun;
  private long ok;
  private long failed;
  private long indeterminate;
  private long nextNs;

  Happened(History history, long beginNs, Consumer<Work.Progress> told) {
    this.history = history;
    this.cursor = history.cursor();
    this.told = told;
    this.nextNs = beginNs + EVERY_NS;
  }

  /** Tells it when it is time; where the flood is not recorded there is nothing to tell. */
  void look() {
    if (Clock.monotonicNs() >= nextNs) {
      tell();
      nextNs += EVERY_NS;
    }
  }

  /** Tells what is left. */
  void tell() {
    cursor.advance(this::onEnd);
    long invoked = 0;
    for (int thread = 0; thread < history.threads(); thread++) {
      invoked += history.counters(thread).invoked();
    }
    told.accept(
        new Work.Progress(
            invoked - begun, ok, failed, indeterminate, Histograms.encode(latencies)));
    begun = invoked;
    ok = 0;
    failed = 0;
    indeterminate = 0;
    latencies = Histograms.empty();
  }

  private void onEnd(int thread, long sequence, Outcome outcome, int error) {
    switch (outcome) {
      case OK -> ok++;
      case FAILED -> failed++;
      case ANSWERED_WRONGLY, INDETERMINATE, UNFINISHED -> indeterminate++;
    }
    long ns = history.totalNs(thread, sequence);
    latencies.recordValue(Math.clamp(ns, 0, Histograms.MOST_NS));
  }
}
