package stampede.harness.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import stampede.contract.History;
import stampede.contract.Ledger;
import stampede.contract.Outcome;
import stampede.contract.RequestId;
import stampede.load.AttemptError;

/**
 * Joins what the clients recorded with what the handlers recorded, request by request. With I
 * invoked, O answered, F failed, N indeterminate, and S the multiset of ids serviced to completion:
 * nothing may be serviced twice (S(id) > 1), lost (O minus S), phantom (S minus I), failed and yet
 * serviced (F and S), or answered wrongly.
 *
 * <p>An id tells where its record lies, so the join needs one byte of heap per request and neither
 * sorting nor hashing; it reads both records once, in order. Use an object once, from one thread,
 * when the flood is over.
 */
public final class Audit {
  private static final int MOST_EXAMPLES = 20;
  private static final byte MANY = Byte.MAX_VALUE;

  private final History history;
  private final Optional<Ledger> ledger;
  private final boolean faults;
  private final IntPredicate otherRuns;
  private final byte[][] services;
  private final List<AuditVerdict.Example> examples = new ArrayList<>();
  private final Counts counts = new Counts();

  private Audit(History history, Optional<Ledger> ledger, boolean faults, IntPredicate otherRuns) {
    this.history = history;
    this.ledger = ledger;
    this.faults = faults;
    this.otherRuns = otherRuns;
    this.services = new byte[history.threads()][];
  }

  /**
   * Audits one flood.
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
    Audit audit = new Audit(history, ledger, faults, otherRuns);
    audit.counts.unrecordedServices = unrecordedServices;
    audit.readLedger();
    audit.readHistory();
    return AuditVerdict.of(audit.counts, ledger.isPresent(), faults, List.copyOf(audit.examples));
  }

  private void readLedger() {
    for (int thread = 0; thread < services.length; thread++) {
      services[thread] = new byte[Math.toIntExact(history.recorded(thread))];
      counts.unrecordedRequests += history.unrecorded(thread);
    }
    ledger.ifPresent(kept -> kept.read(this::onService));
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
      case BEGUN -> {
        counts.unfinished++;
        example("unfinished", id, "handler " + handler + " began it and never completed it");
      }
      case ACCEPTED -> counts.unread++;
      case ABANDONED -> counts.abandoned++;
      case NONE -> {}
    }
  }

  private void onCompleted(long id, int handler) {
    if (RequestId.run(id) != history.run() && otherRuns.test(RequestId.run(id))) {
      return;
    }
    counts.serviced++;
    int thread = RequestId.thread(id);
    long sequence = RequestId.sequence(id);
    boolean invoked =
        RequestId.run(id) == history.run()
            && thread < services.length
            && sequence < services[thread].length;
    if (!invoked) {
      onUnknown(id, handler, thread);
      return;
    }
    int place = (int) sequence;
    if (services[thread][place] == 1) {
      example("duplicated", id, "serviced more than once, lastly by handler " + handler);
    }
    if (services[thread][place] < MANY) {
      services[thread][place]++;
    }
  }

  /** Not an id we have a record of: one there was no room for, or one that nobody invoked. */
  private void onUnknown(long id, int handler, int thread) {
    boolean beyondRoom =
        RequestId.run(id) == history.run()
            && thread < services.length
            && RequestId.sequence(id) < services[thread].length + history.unrecorded(thread);
    if (!beyondRoom) {
      counts.phantom++;
      example("phantom", id, "handler " + handler + " serviced it, but no client invoked it");
    }
  }

  private void readHistory() {
    for (int thread = 0; thread < services.length; thread++) {
      byte[] served = services[thread];
      for (int sequence = 0; sequence < served.length; sequence++) {
        onAttempt(thread, sequence, history.outcome(thread, sequence), served[sequence]);
      }
    }
  }

  private void onAttempt(int thread, int sequence, Outcome outcome, byte served) {
    counts.invoked++;
    if (served > 1) {
      counts.duplicated++;
    }
    switch (outcome) {
      case OK -> {
        counts.ok++;
        if (served == 0 && ledger.isPresent()) {
          onLost(thread, sequence);
        }
      }
      case FAILED -> {
        counts.failed++;
        if (served > 0) {
          counts.failedButServed++;
          example(
              "failed but served",
              id(thread, sequence),
              "the client was refused, yet it was serviced");
        }
      }
      case ANSWERED_WRONGLY -> {
        counts.answeredWrongly++;
        example("answered wrongly", id(thread, sequence), "the answer was not this request's");
      }
      case INDETERMINATE, UNFINISHED -> onIndeterminate(thread, sequence, served);
    }
  }

  /** As many as the ledger had no room for may have been serviced all the same. */
  private void onLost(int thread, int sequence) {
    if (counts.excused < counts.unrecordedServices) {
      counts.excused++;
      return;
    }
    counts.lost++;
    example("lost", id(thread, sequence), "the client was answered, no handler recorded a service");
  }

  private void onIndeterminate(int thread, int sequence, byte served) {
    counts.indeterminate++;
    if (served > 0) {
      counts.indeterminateServed++;
    }
    if (!faults || counts.indeterminate <= MOST_EXAMPLES / 2) {
      example(
          "indeterminate",
          id(thread, sequence),
          "the client saw "
              + cause(history.error(thread, sequence))
              + (served > 0 ? "; a handler serviced it" : "; no handler completed it"));
    }
  }

  private static String cause(int error) {
    return error == AttemptError.NONE ? "no end" : AttemptError.name(error);
  }

  private long id(int thread, int sequence) {
    return RequestId.of(history.run(), thread, sequence);
  }

  private void example(String kind, long id, String detail) {
    if (examples.size() < MOST_EXAMPLES) {
      examples.add(new AuditVerdict.Example(kind, RequestId.text(id), detail));
    }
  }

  /** What was counted. */
  static final class Counts {
    long invoked;
    long ok;
    long failed;
    long indeterminate;
    long indeterminateServed;
    long answeredWrongly;
    long serviced;
    long duplicated;
    long lost;
    long phantom;
    long failedButServed;
    long unfinished;
    long unread;
    long abandoned;
    long unrecordedServices;
    long excused;
    long unrecordedRequests;
  }
}
