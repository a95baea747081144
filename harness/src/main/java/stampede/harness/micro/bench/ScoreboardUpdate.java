package stampede.harness.micro.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import stampede.contract.HandlerSlot;
import stampede.contract.HandlerState;
import stampede.contract.Scoreboard;

/** What a handler pays to say what it is doing. */
@State(Scope.Thread)
public class ScoreboardUpdate {
  private Scoreboard scoreboard;
  private HandlerSlot slot;

  /** A scoreboard of one handler. */
  @Setup
  public void open() {
    scoreboard = Scoreboard.create(1);
    slot = scoreboard.slot(0);
  }

  /** Gives the memory back. */
  @TearDown
  public void close() {
    scoreboard.close();
  }

  /** All that stands on the scoreboard of one request. */
  @Benchmark
  @Measures("a request on the scoreboard: servicing, counted, CPU noted, and available again")
  public long oneRequest() {
    slot.setState(HandlerState.SERVICING);
    slot.countAccept();
    slot.noteCpu(0);
    slot.setCurrentRequest(1);
    slot.countServiced();
    slot.setCurrentRequest(0);
    slot.setState(HandlerState.AVAILABLE);
    return slot.serviced();
  }

  /** What a loser pays beyond the call itself. */
  @Benchmark
  @Measures("an empty accept counted")
  public long loser() {
    slot.countEmptyAccept();
    return slot.emptyAccepts();
  }
}
