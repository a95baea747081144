package stampede.harness.conformance.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import stampede.harness.audit.AuditVerdict;
import stampede.harness.conformance.Check;
import stampede.harness.conformance.CheckGroup;
import stampede.harness.conformance.Finding;
import stampede.harness.conformance.Flooding;
import stampede.harness.conformance.Grip;
import stampede.harness.conformance.Stage;
import stampede.harness.conformance.Trial;
import stampede.harness.load.FloodResult;
import stampede.linux.Address;
import stampede.linux.Clock;
import stampede.linux.LinuxException;
import stampede.load.Knock;
import stampede.server.StartException;

/** How a server ends: by force, or as asked. */
final class LifeChecks implements CheckGroup {
  private static final long KILL_WITHIN_NS = 2_000_000_000L;
  private static final long ORPHANS_GONE_WITHIN_NS = 2_000_000_000L;
  private static final long FLOOD_NS = 250_000_000L;
  private static final long STOP_AFTER_NS = 100_000_000L;
  private static final long STOPPED_WITHIN_NS = 10_000_000_000L;

  @Override
  public List<Check> checks() {
    return List.of(
        new Check(
            "ER-spawner-killed",
            List.of(1, 5, 14, 19),
            "When the spawner is killed no handler outlives it, and a new server can have the"
                + " address at once",
            LifeChecks::spawnerKilled),
        new Check(
            "ER-graceful-stop",
            List.of(1, 5, 10, 13, 23),
            "Told to stop under a flood, a server accepts no more, services what it took, and ends"
                + " with exit code 0 in bounded time",
            LifeChecks::gracefulStop));
  }

  private static Finding spawnerKilled(Trial trial) {
    Stage stage = trial.fresh(Map.of());
    OptionalInt spawner = stage.server().spawner();
    if (spawner.isEmpty()) {
      return Finding.unsupported("which process spawns its handlers is not known");
    }
    Address address = stage.server().address();
    String expected = "no process left after 2 s, and a new server at " + address + " that serves";
    List<Grip> grips = new ArrayList<>();
    try {
      for (int pid : stage.server().pids()) {
        Grip.on(stage.server(), pid).ifPresent(grips::add);
      }
      Optional<Grip> first =
          grips.stream().filter(grip -> grip.pid() == spawner.getAsInt()).findFirst();
      if (!first.map(grip -> grip.kill(KILL_WITHIN_NS)).orElse(false)) {
        return Finding.inconclusive(expected, "the spawner could not be killed");
      }
      stage.await(() -> orphans(grips).isEmpty(), ORPHANS_GONE_WITHIN_NS);
      List<Integer> orphans = orphans(grips);
      String again = startAgain(trial, address);
      String observed =
          "%d of %d processes outlived the spawner by 2 s; a new server there %s"
              .formatted(orphans.size(), grips.size() - 1, again.isEmpty() ? "serves" : again);
      return Finding.that(orphans.isEmpty() && again.isEmpty(), expected, observed)
          .with("orphans", orphans.size());
    } finally {
      grips.forEach(grip -> grip.kill(0)); // nothing is left running, whatever was found
      grips.forEach(Grip::close);
    }
  }

  private static List<Integer> orphans(List<Grip> grips) {
    return grips.stream().filter(grip -> !grip.hasEnded(0)).map(Grip::pid).toList();
  }

  /** What is wrong with a second server at the same address; empty when it serves. */
  private static String startAgain(Trial trial, Address address) {
    try {
      return trial.at(address, Map.of()).exchanges() ? "" : "does not answer";
    } catch (StartException refused) {
      return "could not be started: " + refused.getMessage().lines().findFirst().orElse("");
    }
  }

  /** On the shared stage, which is over then. */
  private static Finding gracefulStop(Trial trial) {
    Stage stage = trial.stage();
    try {
      return stopUnderFlood(stage, trial.handlers());
    } finally {
      trial.spoil();
    }
  }

  private static Finding stopUnderFlood(Stage stage, int handlers) {
    String expected = "exit code 0 within 10 s, every accepted request serviced, the audit clean";
    Flooding flood = stage.flood("closed:" + 2 * Math.max(1, handlers), "sleep:1ms", FLOOD_NS);
    flood.awaitUntil(flood.startNs() + STOP_AFTER_NS);
    long toldNs = Clock.monotonicNs();
    OptionalInt exit = stage.server().terminate(STOPPED_WITHIN_NS);
    long tookNs = Clock.monotonicNs() - toldNs;
    FloodResult result = flood.result();
    if (exit.isEmpty() && tookNs < STOPPED_WITHIN_NS / 2) {
      return Finding.unsupported("by which signal it is told to stop is not known");
    }
    if (result.ok() == 0) {
      return Finding.inconclusive(expected, "the flood had not begun when it was told to stop");
    }
    AuditVerdict audit = flood.audit(true);
    long unserved = unserved(stage, flood.startNs());
    boolean closed = isClosed(stage);
    boolean held = exit.orElse(-1) == 0 && unserved == 0 && closed;
    String observed =
        "%s after %d ms; %d requests accepted and not serviced; %s; %s"
            .formatted(
                exit.isPresent() ? "exit code " + exit.getAsInt() : "not ended",
                tookNs / 1_000_000,
                unserved,
                closed ? "nobody listens any more" : "somebody still listens",
                audit.explanation()
                    + (isLogCut(stage, audit) ? ": its log is cut off with it" : ""));
    boolean wrong = audit.verdict() == AuditVerdict.Verdict.FAIL && !isLogCut(stage, audit);
    return (wrong ? Finding.wrong(expected, observed) : Finding.that(held, expected, observed))
        .with("stoppedMs", tookNs / 1e6)
        .with("unserved", unserved)
        .because(
            result.ok()
                + " answered, "
                + result.indeterminate()
                + " cut off, "
                + result.failed()
                + " refused");
  }

  /** Where the end of its log is lost with it, a service that is not in it says nothing. */
  private static boolean isLogCut(Stage stage, AuditVerdict audit) {
    return !stage.server().ledgerOutlivesIt()
        && audit.lost() > 0
        && audit.duplicated() + audit.phantom() + audit.failedButServed() == 0
        && audit.answeredWrongly() == 0;
  }

  /** Connections of the flood that were accepted, as far as the ledger knows, and given up. */
  private static long unserved(Stage stage, long sinceNs) {
    return stage.services().stream()
        .filter(service -> service.acceptedNs() >= sinceNs && !service.isCompleted())
        .count();
  }

  private static boolean isClosed(Stage stage) {
    try (Knock knock = stage.knock()) {
      return knock.await(0) == Knock.State.RESET;
    } catch (LinuxException refused) {
      return true;
    }
  }
}
