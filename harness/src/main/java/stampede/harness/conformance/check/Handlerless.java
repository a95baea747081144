package stampede.harness.conformance.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import stampede.harness.conformance.Finding;
import stampede.harness.conformance.Grip;
import stampede.harness.conformance.Stage;
import stampede.harness.conformance.Trial;
import stampede.harness.server.HandlerTask;
import stampede.load.Visit;
import stampede.load.Visits;

/**
 * A server that cannot be started without handlers, made to have none: its spawner is stopped and
 * all its handler processes are killed, requests come, and the spawner goes on.
 */
final class Handlerless {
  private static final int FEW = 6;
  private static final long STORED_WITHIN_NS = 2_000_000_000L;
  private static final long KILL_WITHIN_NS = 2_000_000_000L;
  private static final long ANSWER_WITHIN_NS = 15_000_000_000L;
  private static final String EXPECTED =
      FEW + " connections made while no handler exists wait, and are serviced by new ones";

  private Handlerless() {}

  static Finding provoke(Trial trial) {
    Stage stage = trial.fresh(Map.of());
    OptionalInt spawner = stage.server().spawner();
    Set<Integer> handlers =
        stage.handlers().stream().map(HandlerTask::pid).collect(Collectors.toSet());
    if (spawner.isEmpty() || handlers.isEmpty() || handlers.contains(spawner.getAsInt())) {
      return Finding.unsupported(
          "it offers no way to have its address without handlers: it has no spawner apart from"
              + " them");
    }
    Optional<Grip> held = Grip.on(stage.server(), spawner.getAsInt());
    if (held.isEmpty()) {
      return Finding.inconclusive(EXPECTED, "its spawner has gone");
    }
    try (Grip grip = held.get()) {
      if (!grip.stop() || !handlers.stream().allMatch(pid -> kill(stage, pid))) {
        return Finding.inconclusive(EXPECTED, "its handlers could not all be killed");
      }
      return connect(stage, grip);
    }
  }

  /** One that is still dying could take a request with it. */
  private static boolean kill(Stage stage, int pid) {
    Optional<Grip> held = Grip.on(stage.server(), pid);
    try (Grip grip = held.orElse(null)) {
      return grip == null || grip.kill(KILL_WITHIN_NS);
    }
  }

  private static Finding connect(Stage stage, Grip spawner) {
    try (Visits visits = stage.visits("none", FEW)) {
      List<Visit> sent = visits.begin(FEW);
      boolean stored =
          stage.await(
              () -> {
                visits.advance();
                return stage.pending().orElse(FEW) >= FEW;
              },
              STORED_WITHIN_NS);
      int depth = stage.pending().orElse(-1);
      spawner.resume();
      visits.awaitAll(ANSWER_WITHIN_NS);
      long answered = sent.stream().filter(Visit::isAnswered).count();
      if (answered == 0) {
        return Finding.unsupported(
            "it ends, or stays without handlers, when all of them are killed; that is not what is"
                + " asked here");
      }
      return Finding.that(
              stored && answered == FEW,
              EXPECTED,
              "%d in the buffer with no handler; %d of %d answered".formatted(depth, answered, FEW))
          .because("all handler processes killed while the spawner was stopped")
          .with("pending", depth);
    }
  }
}
