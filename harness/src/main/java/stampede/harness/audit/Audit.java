package stampede.harness.audit;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntPredicate;
import stampede.contract.History;
import stampede.contract.HistoryCursor;
import stampede.contract.Ledger;
import stampede.contract.LedgerCursor;
import stampede.contract.Outcome;
import stampede.contract.RequestId;

/**
 * Joins what the clients recorded with what the handlers recorded, request by request. {@link
 * Tally} has the rules.
 *
 * <p>An id tells where its record lies, so the join needs neither sorting nor hashing: it reads
 * both records once, in order, and keeps four bits of heap for each request. It can follow a flood:
 *
 * <pre>{@code
 * Audit audit = Audit.following(history, server.ledger());
 * while (flood.isUnderWay()) {
 *   audit.advance(); // some times a second
 * }
 * server.stop();
 * AuditVerdict verdict = audit.finish(unrecorded, faults);
 * }</pre>
 *
 * <p>Then what was read is given back to the kernel, and 100 million requests, evidence and audit
 * together, take some hundred mebibytes, as long as the audit keeps up with the flood. An attempt
 * that does not end, or a service that is not over, holds back the records behind it of its load
 * thread, or of its chunk of the ledger. Use an object once, from one thread.
 */
public final class Audit {
  /** Services of ids that are not invoked yet; more of them cannot all be early. */
  private static final int MOST_EARLY = 65_536;

  /** No more are shown of any thread. */
  private static final int CAUSES_PER_THREAD = 20;

  private final History history;
  private final HistoryCursor attempts;
  private final Optional<LedgerCursor> services;
  private final IntPredicate otherRuns;
  private final Fates[] fates;
  private final long[] known;
  private final LedgerFindings found = new LedgerFindings();
  private final EarlyServices early = new EarlyServices(MOST_EARLY);
  private final Map<Long, Integer> causes = new HashMap<>();
  private final int[] causesOf;

  private Audit(
      History history,
      HistoryCursor attempts,
      Optional<LedgerCursor> services,
      IntPredicate otherRuns) {
    this.history = history;
    this.attempts = attempts;
    this.services = services;
    this.otherRuns = otherRuns;
    this.known = new long[history.threads()];
    this.causesOf = new int[history.threads()];
    this.fates = new Fates[history.threads()];
    for (int thread = 0; thread < fates.length; thread++) {
      fates[thread] = new Fates();
    }
  }

  /**
   * Audits one flood that is over, and leaves the records as they are.
   *
   * @param unrecordedServices services the ledger had no room for
   * @param faults whether something was made to fail, or handlers died: then requests may end
   *     indeterminate
   */
  public static AuditVerdict of(
      History history, Optional<Ledger> ledger, long unrecordedServices, boolean faults) {
    return of(history, ledger, unrecordedServices, faults, run -> false);
  }

  /**
   * The same where other clients of ours have used the server: the requests of {@code otherRuns}
   * have histories of their own, and are left out here.
   */
  public static AuditVerdict of(
      History history,
      Optional<Ledger> ledger,
      long unrecordedServices,
      boolean faults,
      IntPredicate otherRuns) {
    return new Audit(history, history.cursor(), ledger.map(Ledger::cursor), otherRuns)
        .finish(unrecordedServices, faults);
  }

  /** An audit that follows a flood of which nobody else reads the records. */
  public static Audit following(History history, Optional<Ledger> ledger) {
    return new Audit(
        history, history.discardingCursor(), ledger.map(Ledger::discardingCursor), run -> false);
  }

  /** Reads what has come since the last call. Safe while clients and handlers write. */
  public void advance() {
    services.ifPresent(cursor -> cursor.advance(this::onService));
    attempts.advance(this::onEnd);
  }

  /**
   * Reads the rest and says what was found; once, when the clients have ended and the handlers have
   * left. The parameters are those of {@link #of}.
   */
  public AuditVerdict finish(long unrecordedServices, boolean faults) {
    services.ifPresent(cursor -> cursor.finish(this::onService));
    return tally(services.isPresent(), faults, unrecordedServices).verdict();
  }

  /**
   * What one member of a cluster counts: its history against the services of its requests, which
   * somebody shows to a reader. Its examples name what would be wrong without faults.
   */
  static Tally tally(History history, Optional<Consumer<Ledger.Reader>> services) {
    Audit audit = new Audit(history, history.cursor(), Optional.empty(), run -> false);
    services.ifPresent(shown -> shown.accept(audit::onService));
    return audit.tally(services.isPresent(), false, 0);
  }

  private Tally tally(boolean hasLedger, boolean faults, long unrecordedServices) {
    attempts.finish(this::onEnd);
    early.forEach((id, handler) -> onLateService(id, handler));
    Tally tally = new Tally(hasLedger, faults, unrecordedServices, found);
    for (int thread = 0; thread < fates.length; thread++) {
      tally.unrecordedRequests += history.unrecorded(thread);
      count(thread, tally);
    }
    return tally;
  }

  private void count(int thread, Tally tally) {
    Fates fate = fates[thread];
    long recorded = history.recorded(thread);
    for (long sequence = 0; sequence < recorded; sequence++) {
      long id = RequestId.of(history.run(), thread, sequence);
      Outcome outcome = fate.outcome(sequence);
      int error = outcome == Outcome.INDETERMINATE ? causes.getOrDefault(id, 0) : 0;
      tally.attempt(id, outcome, fate.services(sequence), error);
    }
  }

  private void onEnd(int thread, long sequence, Outcome outcome, int error) {
    fates[thread].end(sequence, outcome);
    if (outcome == Outcome.INDETERMINATE && causesOf[thread] < CAUSES_PER_THREAD) {
      causesOf[thread]++;
      causes.put(RequestId.of(history.run(), thread, sequence), error);
    }
  }

  private void onService(
      Ledger.State state,
      long id,
      int handler,
      int cpu,
      long acceptedNs,
      long begunNs,
      long completedNs) {
    switch (state) {
      case COMPLETED -> onCompleted(id, handler);
      case BEGUN -> found.unfinished(id, handler);
      case ACCEPTED, ABANDONED, NONE -> {}
    }
  }

  private void onCompleted(long id, int handler) {
    if (isRecorded(id)) {
      service(id, handler);
    } else if (RequestId.run(id) != history.run() && otherRuns.test(RequestId.run(id))) {
      return;
    } else if (!isBeyondRoom(id) && !(mayBeInvoked(id) && early.add(id, handler))) {
      found.phantom(id, handler);
    }
  }

  /** Nothing is early any more when all is over. */
  private void onLateService(long id, int handler) {
    if (isRecorded(id)) {
      service(id, handler);
    } else if (!isBeyondRoom(id)) {
      found.phantom(id, handler);
    }
  }

  private void service(long id, int handler) {
    if (fates[RequestId.thread(id)].service(RequestId.sequence(id)) == 1) {
      found.again(id, handler);
    }
  }

  private boolean mayBeInvoked(long id) {
    return RequestId.run(id) == history.run() && RequestId.thread(id) < fates.length;
  }

  /** Whether it was invoked and has a record; the count is read anew only when it must be. */
  private boolean isRecorded(long id) {
    if (!mayBeInvoked(id)) {
      return false;
    }
    int thread = RequestId.thread(id);
    long sequence = RequestId.sequence(id);
    if (sequence >= known[thread]) {
      known[thread] = history.recorded(thread);
    }
    return sequence < known[thread];
  }

  /** Whether it was invoked when there was no room for its record any more. */
  private boolean isBeyondRoom(long id) {
    int thread = RequestId.thread(id);
    return mayBeInvoked(id)
        && RequestId.sequence(id) < history.recorded(thread) + history.unrecorded(thread);
  }
}
