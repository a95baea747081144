package stampede.harness.load;

import java.util.List;
import java.util.Optional;
import stampede.contract.Ledger;
import stampede.harness.audit.AuditVerdict;
import stampede.harness.observe.MembersSeconds;

/** What is known of a flood because each of its members told it. The thread that began it asks. */
public interface MembersFlood {
  /** What each did, in the order of their names; the flood must be over. */
  List<MemberFlood> members();

  /** What they have told so far, second by second; more is added while the flood is followed. */
  MembersSeconds seconds();

  /**
   * Has each member hold its own record against the ledger's of its requests, and adds up what they
   * find. To be asked once, when the server has stopped.
   *
   * @param ledger of the server, where it keeps one
   * @param unrecordedServices services the ledger had no room for
   * @param faults whether requests may end without an answer
   * @throws stampede.server.StartException when a member does not answer
   */
  AuditVerdict audit(Optional<Ledger> ledger, long unrecordedServices, boolean faults);
}
