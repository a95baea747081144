package stampede.contract;

import java.util.List;
import stampede.linux.Descriptor;

/** What a {@link Child} does with the shared memory it is handed. */
enum ChildRole {
  /** Records {@code count} services in a ledger, by the scoreboard's slot 0. */
  LEDGER {
    @Override
    void play(List<Descriptor> received, long count) {
      try (Scoreboard scoreboard = Scoreboard.open(received.get(0));
          Ledger ledger = Ledger.open(received.get(1))) {
        LedgerWriter writer = ledger.writer(scoreboard.slot(0));
        for (long i = 1; i <= count; i++) {
          Services.record(writer, i);
        }
      }
    }
  },
  /** Records {@code count} attempts in a history, as thread 0. */
  HISTORY {
    @Override
    void play(List<Descriptor> received, long count) {
      try (History history = History.open(received.get(0))) {
        HistoryWriter writer = history.writer(0);
        for (long i = 1; i <= count; i++) {
          long id = writer.invoke(i, i + 1);
          writer.end(id, Outcome.OK, 3, 0, i + 2, i + 3, i + 4, i + 5);
        }
      }
    }
  },
  /** Fills slot 1 of a scoreboard: identity, counters, CPUs, state. */
  SLOT {
    @Override
    void play(List<Descriptor> received, long count) {
      try (Scoreboard scoreboard = Scoreboard.open(received.get(0))) {
        HandlerSlot slot = scoreboard.slot(1);
        slot.setIdentity((int) ProcessHandle.current().pid(), 77);
        for (long i = 0; i < count; i++) {
          slot.countAccept();
        }
        slot.noteCpu(3);
        slot.setCurrentRequest(count);
        slot.setState(HandlerState.SERVICING);
      }
    }
  },
  /** Appends {@code count} samples to a population trace. */
  TRACE {
    @Override
    void play(List<Descriptor> received, long count) {
      try (PopulationTrace trace = PopulationTrace.open(received.get(0))) {
        for (long turn = 0; turn < count; turn++) {
          PopulationTraceTest.appendTurn(trace, turn);
        }
      }
    }
  };

  abstract void play(List<Descriptor> received, long count);
}
