package stampede.server.spawner;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stampede.contract.HandlerSlot;
import stampede.contract.Ledger;
import stampede.contract.LedgerWriter;
import stampede.contract.PopulationTrace;
import stampede.contract.Scoreboard;
import stampede.linux.Descriptor;
import stampede.linux.ThisProcess;
import stampede.server.ExtraWork;
import stampede.server.service.Exchange;
import stampede.server.strategy.HandlerPlace;

/**
 * Where the handlers of a server leave their evidence. Made by whoever started the server, mapped
 * by every process of it.
 *
 * @param scoreboard states and counters
 * @param ledger the services; empty when recording is switched off
 * @param trace the population over time, which the spawner alone appends to
 */
public record Evidence(Scoreboard scoreboard, Optional<Ledger> ledger, PopulationTrace trace)
    implements AutoCloseable {
  /** How many descriptors {@link #descriptors} gives at most. */
  public static final int MAX_DESCRIPTORS = 3;

  /** Maps what a message brought: the scoreboard, the trace, then the ledger if there is one. */
  static Evidence open(List<Descriptor> received) {
    Scoreboard scoreboard = Scoreboard.open(received.get(0));
    PopulationTrace trace = PopulationTrace.open(received.get(1));
    return new Evidence(
        scoreboard,
        received.size() > 2 ? Optional.of(Ledger.open(received.get(2))) : Optional.empty(),
        trace);
  }

  /** What to send to another process, for {@link #open}. */
  public List<Descriptor> descriptors() {
    List<Descriptor> descriptors = new ArrayList<>();
    descriptors.add(scoreboard.descriptor());
    descriptors.add(trace.descriptor());
    ledger.ifPresent(kept -> descriptors.add(kept.descriptor()));
    return descriptors;
  }

  /** A handler's side of the protocol, which leaves its evidence here; of this process. */
  Exchange exchange(HandlerPlace handler, ExtraWork extra) {
    HandlerSlot slot = handler.slot();
    LedgerWriter writer = ledger.isPresent() ? ledger.get().writer(slot) : LedgerWriter.none();
    return new Exchange(slot, writer, ThisProcess.pid(), extra);
  }

  @Override
  public void close() {
    scoreboard.close();
    trace.close();
    ledger.ifPresent(Ledger::close);
  }
}
