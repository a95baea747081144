package stampede.harness.audit;

import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;
import stampede.contract.ControlMessage;
import stampede.contract.History;
import stampede.contract.Ledger;

/**
 * An audit in parts: each member holds its own history against the services of its requests, and
 * what all of them counted makes the verdict. It is the audit of all, for an id belongs to one
 * member. Pure.
 */
public final class MemberAudit {
  private MemberAudit() {}

  /**
   * What a member finds, as text for {@link #merged}.
   *
   * @param services shows the services of this member's requests, where the server keeps a ledger
   */
  public static String of(History history, Optional<Consumer<Ledger.Reader>> services) {
    return TallyText.write(Audit.tally(history, services));
  }

  /**
   * The verdict on all.
   *
   * @param found what the members found
   * @param hasLedger whether there was a ledger to hold against
   * @param foreign services of ids of no member
   * @param unrecordedServices services the ledger had no room for
   * @param faults whether requests may end without an answer
   * @throws IllegalArgumentException when a text is none of {@link #of}
   */
  public static AuditVerdict merged(
      Collection<String> found,
      boolean hasLedger,
      Foreign foreign,
      long unrecordedServices,
      boolean faults) {
    Tally sum = new Tally(hasLedger, faults, unrecordedServices, foreign.found);
    found.forEach(text -> TallyText.add(ControlMessage.parse(text), sum));
    return sum.verdict();
  }

  /** Services of ids that no member has; one thread uses it. */
  public static final class Foreign {
    private final LedgerFindings found = new LedgerFindings();

    /** None yet. */
    public Foreign() {}

    /** A handler has completed what no member invoked. */
    public void completed(long id, int handler) {
      found.phantom(id, handler);
    }
  }
}
