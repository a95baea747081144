package stampede.harness.audit;

import java.util.Optional;
import stampede.contract.HandlerSlot;
import stampede.contract.History;
import stampede.contract.HistoryWriter;
import stampede.contract.Ledger;
import stampede.contract.LedgerWriter;
import stampede.contract.Outcome;
import stampede.contract.RequestId;
import stampede.contract.Scoreboard;

/** A history and a ledger written by hand: what clients and handlers might have recorded. */
final class Evidence implements AutoCloseable {
  static final int RUN = 7;

  private final History history;
  private final Scoreboard scoreboard = Scoreboard.create(4);
  private final Ledger ledger;
  private final HistoryWriter[] clients;
  private final LedgerWriter[] handlers = new LedgerWriter[4];
  private long nowNs = 1_000;
  private Runnable afterEach = () -> {};

  private Evidence(int threads, long requestsPerThread, long services) {
    history = History.create(RUN, threads, requestsPerThread);
    ledger = Ledger.create(services, 1);
    clients = new HistoryWriter[threads];
    for (int thread = 0; thread < threads; thread++) {
      clients[thread] = history.writer(thread);
    }
    for (int handler = 0; handler < handlers.length; handler++) {
      handlers[handler] = ledger.writer(scoreboard.slot(handler));
    }
  }

  static Evidence ofThreads(int threads) {
    return new Evidence(threads, 10_000, 10_000);
  }

  static Evidence withRoomFor(long requestsPerThread, long services) {
    return new Evidence(1, requestsPerThread, services);
  }

  /** Something to happen after every record that is written, or written to. */
  void afterEach(Runnable task) {
    afterEach = task;
  }

  /** A client begins an attempt; the answer is its id. */
  long invoke(int thread) {
    long id = clients[thread].invoke(nowNs, nowNs++);
    afterEach.run();
    return id;
  }

  /** The id that thread will have next. */
  long next(int thread) {
    return RequestId.of(RUN, thread, history.counters(thread).invoked());
  }

  void end(int thread, long id, Outcome outcome, int error) {
    clients[thread].end(id, outcome, -1, error, nowNs, nowNs, nowNs, nowNs++);
    afterEach.run();
  }

  /** A whole attempt of thread 0 that nobody serviced yet. */
  long attempt(Outcome outcome) {
    long id = invoke(0);
    if (outcome != Outcome.UNFINISHED) {
      end(0, id, outcome, 0);
    }
    return id;
  }

  /** A handler services an id to completion. */
  void service(int handler, long id) {
    begin(handler, id);
    handlers[handler].completed(nowNs++, 0);
    afterEach.run();
  }

  void begin(int handler, long id) {
    handlers[handler].accepted(nowNs++, 0);
    afterEach.run();
    handlers[handler].begun(id, nowNs++);
    afterEach.run();
  }

  void abandon(int handler) {
    handlers[handler].accepted(nowNs++, 0);
    handlers[handler].abandoned();
  }

  /** An attempt answered and serviced once, as all should be. */
  long good() {
    long id = attempt(Outcome.OK);
    service((int) (id & 3), id);
    return id;
  }

  AuditVerdict audit() {
    return Audit.of(history, Optional.of(ledger), unrecordedServices(), false);
  }

  AuditVerdict auditWithFaults() {
    return Audit.of(history, Optional.of(ledger), unrecordedServices(), true);
  }

  /** An audit that follows what is written from now on. */
  Audit follow() {
    return Audit.following(history, Optional.of(ledger));
  }

  AuditVerdict auditWithoutLedger() {
    return Audit.of(history, Optional.empty(), 0, false);
  }

  private long unrecordedServices() {
    return scoreboard.all().stream().mapToLong(HandlerSlot::unrecorded).sum();
  }

  @Override
  public void close() {
    history.close();
    ledger.close();
    scoreboard.close();
  }
}
