package stampede.harness.conformance.check;

import java.util.List;
import java.util.concurrent.locks.LockSupport;
import stampede.harness.conformance.Check;
import stampede.harness.conformance.CheckGroup;
import stampede.harness.conformance.DescriptorFamine;
import stampede.harness.conformance.Finding;
import stampede.harness.conformance.Roster;
import stampede.harness.conformance.Stage;
import stampede.harness.conformance.Trial;
import stampede.harness.observe.CpuDemand;
import stampede.linux.Clock;
import stampede.linux.Errno;
import stampede.linux.LinuxException;
import stampede.load.Visit;
import stampede.load.Visits;

/** A server that has no descriptor left waits for one, and does not spin. */
final class ExhaustionChecks implements CheckGroup {
  private static final String UNBITTEN =
      "it accepted beyond its lowered limit of descriptors: what io_uring was told to accept before"
          + " keeps the limit of then, so descriptors cannot be taken away from outside";

  private static final long SETTLE_WITHIN_NS = 2_000_000_000L;
  private static final long ANSWER_WITHIN_NS = 10_000_000_000L;
  private static final long WINDOW_NS = 300_000_000L;
  private static final long LOOK_EVERY_NS = 20_000_000L;

  /** One handler that spins wants a whole CPU. */
  private static final double MOST_CPUS = 0.4;

  private static final int MOST_WINDOWS = 3;

  @Override
  public List<Check> checks() {
    return List.of(
        new Check(
            "ER-descriptors-exhausted",
            List.of(1, 10, 13, 18, 23),
            "Out of descriptors, a server leaves requests pending without spinning, and services"
                + " all of them afterwards",
            ExhaustionChecks::exhausted));
  }

  private static Finding exhausted(Trial trial) {
    if (trial.stage().server().pids().isEmpty()) {
      return Finding.unsupported("the server's processes are not known, so no limit can be set");
    }
    try {
      Finding finding = exhausted(trial, trial.stage());
      // what closed descriptors meanwhile had some left
      return finding.kind() == Finding.Kind.UNSUPPORTED ? exhausted(trial, trial.stage()) : finding;
    } catch (LinuxException failure) {
      if (failure.errno() != Errno.EPERM) {
        throw failure;
      }
      return Finding.unsupported(
          "a process of it runs as another user, whose limits we may not set: let it run as ours");
    }
  }

  private static Finding exhausted(Trial trial, Stage stage) {
    List<Integer> pids = stage.server().pids();
    int asking = 2 * Math.max(1, trial.handlers()) + 2;
    String expected =
        "%d requests kept pending at less than %.1f CPUs, all answered once there are descriptors"
            .formatted(asking, MOST_CPUS);
    stage.settle(SETTLE_WITHIN_NS);
    Roster before = Roster.of(stage);
    try (Visits visits = stage.visits("none", asking)) {
      List<Visit> requests;
      double cpus;
      int meanwhile;
      int refused;
      try (DescriptorFamine _ = DescriptorFamine.among(pids)) {
        requests = visits.begin(asking);
        cpus = calmest(pids, visits);
        meanwhile = Answers.got(requests);
        refused = (int) requests.stream().filter(Visit::hasEnded).count() - meanwhile;
      }
      if (meanwhile == asking) {
        return Finding.unsupported(UNBITTEN);
      }
      visits.awaitAll(ANSWER_WITHIN_NS);
      String observed =
          ("%.3f CPUs wanted while out of descriptors; %d requests ended without an answer then, %d"
                  + " of %d unanswered afterwards")
              .formatted(cpus, refused, Answers.missing(requests), asking);
      boolean held = cpus < MOST_CPUS && Answers.complete(requests);
      return before
          .judge(stage, held, expected, observed)
          .with("cpus", cpus)
          .with("answeredMeanwhile", meanwhile);
    }
  }

  /** The calmest of some windows: what a runtime does once passes, spinning does not. */
  private static double calmest(List<Integer> pids, Visits visits) {
    double calmest = Double.MAX_VALUE;
    for (int i = 0; i < MOST_WINDOWS && calmest >= MOST_CPUS; i++) {
      long sinceNs = Clock.monotonicNs();
      CpuDemand before = CpuDemand.now(pids);
      while (Clock.monotonicNs() < sinceNs + WINDOW_NS) {
        LockSupport.parkNanos(LOOK_EVERY_NS);
        visits.advance();
      }
      long lengthNs = Clock.monotonicNs() - sinceNs;
      calmest = Math.min(calmest, CpuDemand.now(pids).since(before, lengthNs));
    }
    return calmest;
  }
}
