package stampede.harness.micro.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import stampede.contract.Ledger;
import stampede.contract.LedgerWriter;
import stampede.contract.RequestId;
import stampede.contract.Scoreboard;

/**
 * What a handler pays to leave evidence of one request. The ledger is renewed when it is full, so
 * that fresh pages are in the figure, as they are in a run.
 */
@State(Scope.Thread)
public class LedgerAppend {
  static final int RECORDS = 1 << 18;

  private Scoreboard scoreboard;
  private Ledger ledger;
  private LedgerWriter writer;
  private int recorded;
  private long nowNs;

  /** An empty ledger. */
  @Setup
  public void open() {
    scoreboard = Scoreboard.create(1);
    renew();
  }

  private void renew() {
    ledger = Ledger.create(RECORDS, 1);
    writer = ledger.writer(scoreboard.slot(0));
    recorded = 0;
  }

  /** Gives the memory back. */
  @TearDown
  public void close() {
    if (scoreboard.slot(0).unrecorded() > 0) {
      throw new IllegalStateException("the ledger was full");
    }
    ledger.close();
    scoreboard.close();
  }

  /** Times are made up: reading the clock is ClockRead's affair. */
  @Benchmark
  @Measures("a request recorded in the ledger: accepted, begun, completed; without the clock")
  public int threeSteps() {
    if (recorded == RECORDS) {
      ledger.close();
      renew();
    }
    long id = RequestId.of(1, 0, recorded);
    writer.accepted(++nowNs, 0);
    writer.begun(id, ++nowNs);
    writer.completed(++nowNs, 0);
    return ++recorded;
  }
}
