package stampede.harness.conformance.check;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import stampede.contract.HandlerSlot;
import stampede.contract.HandlerState;
import stampede.contract.Scoreboard;
import stampede.harness.conformance.Check;
import stampede.harness.conformance.CheckGroup;
import stampede.harness.conformance.Finding;
import stampede.harness.conformance.Stage;
import stampede.harness.conformance.Trial;
import stampede.harness.observe.ProcessTimes;
import stampede.harness.observe.Threads;
import stampede.harness.server.HandlerTask;

/** Who creates the handlers, and which of those created are available. */
final class SpawnerChecks implements CheckGroup {
  private static final int MOST_ANCESTORS = 4;

  @Override
  public List<Check> checks() {
    return List.of(
        new Check(
            "PA-01-spawner-creates",
            List.of(1, 5, 14, 19),
            "A spawner creates the plurality of handlers",
            SpawnerChecks::creates),
        new Check(
            "PA-14-available-subset",
            List.of(14, 19),
            "The available handlers are a subset of those that the spawner has created",
            SpawnerChecks::subset));
  }

  private static Finding creates(Trial trial) {
    if (trial.handlers() == 1) {
      return Finding.unsupported("it has one handler, which is no plurality");
    }
    Stage stage = trial.stage();
    OptionalInt spawner = stage.server().spawner();
    List<Creation> creations = creations(stage);
    if (spawner.isEmpty() || creations.isEmpty()) {
      return Finding.unsupported("nobody knows which process of it is the spawner");
    }
    String expected = "at least 2 handlers, each a thread of the spawner or of a process it began";
    long own = creations.stream().filter(made -> descends(made.pid(), spawner.getAsInt())).count();
    Finding finding =
        Finding.that(
            own == creations.size() && own >= 2,
            expected,
            "%d of %d handlers are the spawner's, which is process %d"
                .formatted(own, creations.size(), spawner.getAsInt()));
    for (Creation made : creations) {
      finding = finding.because(made.toString());
    }
    return finding.with("handlers", creations.size());
  }

  /** A handler and where it runs; a virtual thread has no number of the kernel's. */
  private record Creation(int handler, int pid, int tid) {
    @Override
    public String toString() {
      return "handler %d: process %d, thread %s, child of %d"
          .formatted(
              handler,
              pid,
              tid == 0 ? "of no number" : String.valueOf(tid),
              ProcessTimes.parent(pid).orElse(-1));
    }
  }

  private static List<Creation> creations(Stage stage) {
    List<Creation> creations = new ArrayList<>();
    if (stage.scoreboard().isPresent()) {
      stage.scoreboard().get().all().stream()
          .filter(slot -> slot.pid() > 0)
          .forEach(slot -> creations.add(new Creation(slot.handler(), slot.pid(), slot.tid())));
    } else {
      for (HandlerTask task : stage.handlers()) {
        creations.add(new Creation(task.handler(), task.pid(), task.tid()));
      }
    }
    return creations;
  }

  private static boolean descends(int pid, int spawner) {
    int ancestor = pid;
    for (int i = 0; i < MOST_ANCESTORS && ancestor != spawner; i++) {
      ancestor = ancestor > 1 ? ProcessTimes.parent(ancestor).orElse(-1) : ancestor;
    }
    return ancestor == spawner;
  }

  private static Finding subset(Trial trial) {
    Stage stage = trial.stage();
    Optional<Scoreboard> board = stage.scoreboard();
    if (board.isEmpty()) {
      return Finding.unsupported("it does not show which of its handlers are available");
    }
    Set<Integer> living = new HashSet<>();
    board.get().all().stream()
        .filter(slot -> slot.pid() > 0 && !Threads.of(slot.pid()).isEmpty())
        .forEach(slot -> living.add(slot.handler()));
    String load = "closed:" + 2 * trial.handlers();
    String work = trial.server().doesWork() ? "exp-sleep:1ms" : "none";
    Subset subset = new Subset(living);
    return LongEnough.of(
            trial,
            lengthNs -> {
              stage.flood(load, work, lengthNs).watch(() -> subset.look(board.get()));
              return subset;
            },
            Subset::isSettled)
        .finding();
  }

  /** Looks at all states, again and again. */
  private static final class Subset {
    private final Set<Integer> created;
    private int looks;
    private int proper;
    private int strangers;
    private int most;

    Subset(Set<Integer> created) {
      this.created = created;
    }

    void look(Scoreboard board) {
      int available = 0;
      for (HandlerSlot slot : board.all()) {
        if (slot.state() == HandlerState.AVAILABLE) {
          available++;
          strangers += created.contains(slot.handler()) ? 0 : 1;
        }
      }
      looks++;
      most = Math.max(most, available);
      proper += available < created.size() ? 1 : 0;
    }

    /** Whether another flood would show nothing new. */
    boolean isSettled() {
      return strangers > 0 || proper > 0;
    }

    Finding finding() {
      String expected =
          "the available ones always among the %d created, and fewer while they service"
              .formatted(created.size());
      String observed =
          "%d looks: fewer than all available in %d, %d at most; %d that nobody had created"
              .formatted(looks, proper, most, strangers);
      if (strangers > 0) {
        return Finding.wrong(expected, observed);
      }
      return looks == 0
          ? Finding.inconclusive(expected, "the flood was over before anybody looked")
          : Finding.that(proper > 0 && !created.isEmpty(), expected, observed)
              .with("created", created.size());
    }
  }
}
