package stampede.harness.audit;

import java.util.ArrayList;
import java.util.List;
import stampede.contract.Ledger;

/** What the ledger alone shows to be wrong or noteworthy, as it is read. One thread uses it. */
final class LedgerFindings {
  private final List<AuditVerdict.Example> examples = new ArrayList<>();
  private long phantom;
  private long unfinished;

  /** A handler has serviced what no client invoked. */
  void phantom(long id, int handler) {
    phantom++;
    Tally.add(examples, "phantom", id, who(handler) + " serviced it, but no client invoked it");
  }

  /** A handler has serviced it for the second time. */
  void again(long id, int handler) {
    Tally.add(
        examples, "duplicated", id, "serviced more than once, the second time by " + who(handler));
  }

  /** A handler began it, and that is all. */
  void unfinished(long id, int handler) {
    unfinished++;
    Tally.add(examples, "unfinished", id, who(handler) + " began it and never completed it");
  }

  private static String who(int handler) {
    return handler == Ledger.NOBODY ? "a handler not named" : "handler " + handler;
  }

  long phantom() {
    return phantom;
  }

  long unfinished() {
    return unfinished;
  }

  List<AuditVerdict.Example> examples() {
    return examples;
  }
}
