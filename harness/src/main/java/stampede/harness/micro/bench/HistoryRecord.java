package stampede.harness.micro.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import stampede.contract.History;
import stampede.contract.HistoryWriter;
import stampede.contract.Outcome;

/**
 * What the load generator pays to leave evidence of one request. The history is renewed when it is
 * full, so that fresh pages are in the figure, as they are in a run.
 */
@State(Scope.Thread)
public class HistoryRecord {
  private static final int RECORDS = LedgerAppend.RECORDS;

  private History history;
  private HistoryWriter writer;
  private int recorded;
  private long nowNs;

  /** An empty history. */
  @Setup
  public void open() {
    history = History.create(1, 1, RECORDS);
    writer = history.writer(0);
    recorded = 0;
  }

  /** Gives the memory back. */
  @TearDown
  public void close() {
    if (history.unrecorded(0) > 0) {
      throw new IllegalStateException("the history was full");
    }
    history.close();
  }

  /** Times are made up: reading the clock is ClockRead's affair. */
  @Benchmark
  @Measures("a request recorded in the history: invoked and ended; without the clock")
  public long invokeAndEnd() {
    if (recorded == RECORDS) {
      close();
      open();
    }
    recorded++;
    nowNs += 6;
    long id = writer.invoke(nowNs, nowNs + 1);
    writer.end(id, Outcome.OK, 0, 0, nowNs + 2, nowNs + 3, nowNs + 4, nowNs + 5);
    return id;
  }
}
