package stampede.harness.audit;

import java.util.ArrayList;
import java.util.List;
import stampede.contract.Outcome;
import stampede.contract.RequestId;
import stampede.load.AttemptError;

/**
 * What an audit has counted, and the rules it counts by. With I invoked, O answered, F failed, N
 * indeterminate, and S the multiset of ids serviced to completion: nothing may be serviced twice
 * (S(id) > 1), lost (O minus S), phantom (S minus I), failed and yet serviced (F and S), or
 * answered wrongly.
 */
final class Tally {
  private static final int MOST_EXAMPLES = 20;

  final boolean hasLedger;
  final boolean faults;
  final long unrecordedServices;
  final List<AuditVerdict.Example> examples;
  long invoked;
  long ok;
  long failed;
  long indeterminate;
  long indeterminateServed;
  long answeredWrongly;
  long duplicated;
  long lost;
  long phantom;
  long failedButServed;
  long unfinished;
  long unrecordedRequests;
  private long excused;

  /** Goes on from what was found in the ledger alone. */
  Tally(boolean hasLedger, boolean faults, long unrecordedServices, LedgerFindings found) {
    this.hasLedger = hasLedger;
    this.faults = faults;
    this.unrecordedServices = unrecordedServices;
    this.examples = new ArrayList<>(found.examples());
    this.phantom = found.phantom();
    this.unfinished = found.unfinished();
  }

  /** Counts an attempt whose service and end are known. */
  void attempt(long id, Outcome outcome, int services, int error) {
    invoked++;
    if (services > 1) {
      duplicated++;
    }
    switch (outcome) {
      case OK -> {
        ok++;
        if (services == 0 && hasLedger) {
          answeredUnserviced(id);
        }
      }
      case FAILED -> {
        failed++;
        if (services > 0) {
          failedButServed++;
          example("failed but served", id, "the client was refused, yet it was serviced");
        }
      }
      case ANSWERED_WRONGLY -> {
        answeredWrongly++;
        example("answered wrongly", id, "the answer was not this request's");
      }
      case INDETERMINATE, UNFINISHED -> indeterminate(id, services, error);
    }
  }

  /** As many as the ledger had no room for may have been serviced all the same. */
  private void answeredUnserviced(long id) {
    if (excused < unrecordedServices) {
      excused++;
      return;
    }
    lost++;
    example("lost", id, "the client was answered, no handler recorded a service");
  }

  /** As many answered and never serviced as somebody else counted, less those that are excused. */
  void lost(long count) {
    long excusable = Math.min(count, unrecordedServices - excused);
    excused += excusable;
    lost += count - excusable;
  }

  /** An example that somebody else chose. */
  void example(String kind, String requestId, String detail) {
    if (examples.size() < MOST_EXAMPLES) {
      examples.add(new AuditVerdict.Example(kind, requestId, detail));
    }
  }

  private void indeterminate(long id, int services, int error) {
    indeterminate++;
    if (services > 0) {
      indeterminateServed++;
    }
    if (!faults || indeterminate <= MOST_EXAMPLES / 2) {
      example(
          "indeterminate",
          id,
          "the client saw "
              + cause(error)
              + (services > 0 ? "; a handler serviced it" : "; no handler completed it"));
    }
  }

  private static String cause(int error) {
    return error == AttemptError.NONE ? "no end" : AttemptError.name(error);
  }

  private void example(String kind, long id, String detail) {
    add(examples, kind, id, detail);
  }

  /** Adds an example, unless there are enough. */
  static void add(List<AuditVerdict.Example> examples, String kind, long id, String detail) {
    if (examples.size() < MOST_EXAMPLES) {
      examples.add(new AuditVerdict.Example(kind, RequestId.text(id), detail));
    }
  }

  AuditVerdict verdict() {
    return AuditVerdict.of(this);
  }
}
