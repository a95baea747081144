package stampede.harness.conformance;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import stampede.report.Member;
import stampede.report.Skipped;
import stampede.report.conformance.SuiteRecord;

/**
 * What became of the servers of a plan.
 *
 * @param turns of those that had one, in the order of the plan
 * @param skipped servers that nobody could have checked
 * @param interrupted whether it was ended early
 * @param lanes how many servers were checked side by side, at most; empty when agents were ended
 *     before they said
 * @param network {@code private}, or why it was not; {@code unknown} as for lanes
 * @param members the agents that checked them; none when this machine did
 * @param broken what ended it when the user did not; empty when nothing did
 */
public record Checked(
    List<Turn> turns,
    List<Skipped> skipped,
    boolean interrupted,
    OptionalInt lanes,
    String network,
    List<Member> members,
    Optional<String> broken) {
  /**
   * What a server's turn brought.
   *
   * @param suite its checks that were finished; none when it could not be started
   * @param served whether it answered a plain request before anything was checked
   * @param missing why it could not be started; empty when it could
   */
  public record Turn(SuiteRecord suite, boolean served, Optional<String> missing) {}

  /** Copies what may change. */
  public Checked {
    turns = List.copyOf(turns);
    skipped = List.copyOf(skipped);
    members = List.copyOf(members);
  }

  /** The same on this machine alone, by its own decision to the end or by the user's before. */
  static Checked here(List<Turn> turns, boolean interrupted, int lanes, String network) {
    return new Checked(
        turns, List.of(), interrupted, OptionalInt.of(lanes), network, List.of(), Optional.empty());
  }
}
