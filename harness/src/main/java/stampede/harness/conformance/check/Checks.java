package stampede.harness.conformance.check;

import java.util.List;
import stampede.harness.conformance.Check;
import stampede.harness.conformance.CheckGroup;

/** Every check there is. A new group is one file and one line here. */
public final class Checks {
  private static final List<CheckGroup> GROUPS =
      List.of(
          new BufferChecks(),
          new NotificationChecks(),
          new FlagChecks(),
          new AcceptanceChecks(),
          new LoserChecks(),
          new SpawnerChecks(),
          new PlacementChecks(),
          new FloodChecks(),
          new PopulationChecks(),
          new BalanceChecks(),
          new AbandonedConnectionChecks(),
          new TardyClientChecks(),
          new GarbageChecks(),
          new ExhaustionChecks(),
          new AcceptErrnoChecks(),
          new AddressChecks(),
          new LockHolderChecks(),
          new OverflowChecks(),
          new LivenessChecks(),
          new HandlerFaultChecks(),
          new LifeChecks());

  private Checks() {}

  /** All of them, in the order they are run. */
  public static List<Check> all() {
    return GROUPS.stream().flatMap(group -> group.checks().stream()).toList();
  }
}
