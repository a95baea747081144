package stampede.harness.conformance.check;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import stampede.contract.HandlerSlot;
import stampede.harness.conformance.Burst;
import stampede.harness.conformance.Check;
import stampede.harness.conformance.CheckGroup;
import stampede.harness.conformance.Finding;
import stampede.harness.conformance.Flooding;
import stampede.harness.conformance.ServiceRecord;
import stampede.harness.conformance.Stage;
import stampede.harness.conformance.Trial;
import stampede.harness.observe.Machine;
import stampede.harness.observe.Task;
import stampede.harness.observe.Threads;
import stampede.harness.server.HandlerTask;
import stampede.linux.Clock;

/** Where handlers run: threads within a process, and the processors of the machine. */
final class PlacementChecks implements CheckGroup {
  private static final Map<String, String> TWO_A_PROCESS =
      Map.of("as", "processes", "threads", "2", "handlers", "4");

  private static final long SETTLE_WITHIN_NS = 2_000_000_000L;
  private static final long HELD_NS = 40_000_000L;
  private static final int BURSTS = 8;
  private static final int FLOODS = 8;

  @Override
  public List<Check> checks() {
    return List.of(
        new Check(
            "PA-02-threads-in-process",
            List.of(2, 6),
            "A handler process holds several threads that take requests independently",
            PlacementChecks::threads),
        new Check(
            "PA-04-across-processors",
            List.of(4, 7),
            "Handlers run on every processor they are given",
            PlacementChecks::processors));
  }

  private static Finding threads(Trial trial) {
    if (!trial.server().doesWork()) {
      return Finding.unsupported(Audited.NO_WORK);
    }
    if (!trial.server().description().as().equals("processes")) {
      return threads(trial, trial.stage());
    }
    if (!trial.server().has("threads")) {
      return threads(trial, trial.stage());
    }
    Optional<String> refused = trial.refuses(TWO_A_PROCESS);
    return refused.isPresent()
        ? Finding.unsupported(refused.get())
        : threads(trial, trial.fresh(TWO_A_PROCESS));
  }

  private static Finding threads(Trial trial, Stage stage) {
    Map<Integer, Integer> processes = processes(stage);
    long several =
        processes.values().stream().distinct().count() < processes.size() ? processes.size() : 0;
    if (several == 0) {
      return Finding.unsupported(
          "each of its %d handlers has a process of its own, and it cannot be told otherwise"
              .formatted(processes.size()));
    }
    String expected = "services of two threads of one process at the same time";
    int seen = 0;
    for (int i = 0; i < BURSTS && seen < 2; i++) {
      stage.settle(SETTLE_WITHIN_NS);
      Burst burst = Burst.of(stage, 3 * trial.handlers(), HELD_NS);
      seen = Math.max(seen, mostOfOneProcess(burst.together(), processes));
    }
    return Finding.that(
            seen >= 2,
            expected,
            "at most %d threads of one process in service together".formatted(seen))
        .because("processes of the handlers: " + processes)
        .with("threadsTogether", seen);
  }

  /** Of each handler, the process it runs in. */
  private static Map<Integer, Integer> processes(Stage stage) {
    Map<Integer, Integer> processes = new HashMap<>();
    if (stage.scoreboard().isPresent()) {
      for (HandlerSlot slot : stage.scoreboard().get().all()) {
        if (slot.pid() > 0) {
          processes.put(slot.handler(), slot.pid());
        }
      }
    } else {
      for (HandlerTask task : stage.handlers()) {
        processes.put(task.handler(), task.pid());
      }
    }
    return processes;
  }

  /** Where nobody says who serviced what, more services than processes are two in one of them. */
  private static int mostOfOneProcess(
      List<Burst.InService> together, Map<Integer, Integer> processes) {
    int count = (int) processes.values().stream().distinct().count();
    if (together.stream().anyMatch(service -> !processes.containsKey(service.handler()))) {
      return Math.ceilDiv(together.size(), count);
    }
    Map<Integer, Set<Integer>> handlers = new HashMap<>();
    together.forEach(
        service ->
            handlers
                .computeIfAbsent(processes.get(service.handler()), pid -> new HashSet<>())
                .add(service.handler()));
    return handlers.values().stream().mapToInt(Set::size).max().orElse(0);
  }

  private static Finding processors(Trial trial) {
    int cpus = Machine.cpus().cardinality();
    if (cpus < 2 || trial.handlers() < 2) {
      return Finding.unsupported(
          "%d processors and %d handlers: there is nothing to spread"
              .formatted(cpus, trial.handlers()));
    }
    Stage stage = trial.stage();
    int wanted = Math.min(cpus, trial.handlers());
    String expected = "services on at least %d of %d processors".formatted(wanted, cpus);
    String work = trial.server().doesWork() ? "spin:500us" : "none";
    BitSet seen = new BitSet();
    long beganNs = Clock.monotonicNs();
    for (int i = 0; i < FLOODS && seen.cardinality() < wanted; i++) {
      Flooding flooding =
          stage.flood("closed:" + 4 * trial.handlers(), work, trial.effort().floodNs() / 2);
      flooding.watch(() -> sample(stage, seen));
      flooding.result();
      if (stage.scoreboard().isPresent()) {
        stage.services().stream()
            .filter(ServiceRecord::isCompleted)
            .filter(service -> service.acceptedNs() >= beganNs)
            .forEach(service -> seen.set(Math.max(0, service.cpu())));
      }
    }
    return Finding.that(
            seen.cardinality() >= wanted,
            expected,
            "on processors " + seen + " of " + Machine.cpus())
        .with("processors", seen.cardinality());
  }

  private static void sample(Stage stage, BitSet seen) {
    for (HandlerTask task : stage.handlers()) {
      Threads.processor(new Task(task.pid(), task.tid())).ifPresent(seen::set);
    }
  }
}
