package stampede.harness.conformance.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stampede.contract.AcceptFaults;
import stampede.contract.Scoreboard;
import stampede.harness.audit.AuditVerdict;
import stampede.harness.conformance.Check;
import stampede.harness.conformance.CheckGroup;
import stampede.harness.conformance.Effort;
import stampede.harness.conformance.Finding;
import stampede.harness.conformance.Flooding;
import stampede.harness.conformance.Roster;
import stampede.harness.conformance.Stage;
import stampede.harness.conformance.TracedAccepts;
import stampede.harness.conformance.Trial;
import stampede.harness.load.FloodResult;
import stampede.harness.observe.Listeners;
import stampede.linux.Errno;
import stampede.load.Visit;
import stampede.load.Visits;

/** Attempts to accept fail with every error that accept(2) knows: all is serviced all the same. */
final class AcceptErrnoChecks implements CheckGroup {
  private static final List<Errno> ERRNOS =
      List.of(
          Errno.EINTR,
          Errno.ECONNABORTED,
          Errno.EPROTO,
          Errno.ENETDOWN,
          Errno.EHOSTUNREACH,
          Errno.ETIMEDOUT,
          Errno.ENOBUFS,
          Errno.ENOMEM,
          Errno.EMFILE,
          Errno.ENFILE,
          Errno.EPERM);

  private static final Map<String, String> FAULTS = Map.of("faults", "on");
  private static final long ANSWER_WITHIN_NS = 5_000_000_000L;
  private static final long ATTACH_WITHIN_NS = 5_000_000_000L;
  private static final int ONE_IN_THREE = AcceptFaults.ALWAYS / 3;
  private static final int ONE_IN_TEN = AcceptFaults.ALWAYS / 10;
  private static final int MOST_ROUNDS = 20;
  private static final int FEW = 3;
  private static final int SOME = 5;

  @Override
  public List<Check> checks() {
    return List.of(
        new Check(
            "ER-accept-errno",
            List.of(1, 10, 13, 18, 23),
            "Whatever error an attempt to accept ends with, handlers absorb it and every request is"
                + " serviced",
            AcceptErrnoChecks::acceptErrno));
  }

  private static Finding acceptErrno(Trial trial) {
    boolean planned = trial.server().has("faults") && trial.refuses(FAULTS).isEmpty();
    if (planned) {
      return byPlan(trial);
    }
    Optional<String> unavailable = TracedAccepts.unavailable();
    return unavailable.isPresent() ? Finding.unsupported(unavailable.get()) : byTracer(trial);
  }

  /** Ours fail by themselves: each error alone, then all of them under a flood. */
  private static Finding byPlan(Trial trial) {
    Stage stage = trial.fresh(FAULTS);
    AcceptFaults faults = stage.scoreboard().map(Scoreboard::acceptFaults).orElseThrow();
    Roster before = Roster.of(stage);
    String expected = "every request answered though one attempt in three fails";
    long injected = 0;
    List<Errno> errnos = chosen(trial, SOME);
    for (Errno errno : errnos) {
      faults.begin(trial.random().nextLong(), ONE_IN_THREE, EnumSet.of(errno));
      int missing = ask(stage, trial, faults);
      faults.end();
      if (missing > 0) {
        return lost(stage, before, expected, errno, missing, faults.injected());
      }
      if (faults.injected() == 0) {
        return Finding.inconclusive(expected, "no attempt failed with " + errno);
      }
      injected += faults.injected();
    }
    faults.begin(trial.random().nextLong(), ONE_IN_TEN, EnumSet.copyOf(ERRNOS));
    Flooding flood = flooded(stage, trial);
    FloodResult result = flood.result();
    faults.end();
    if (result.invoked() == 0) {
      return Finding.inconclusive(expected, "no flood began: the machine was too slow");
    }
    AuditVerdict audit = flood.audit(false);
    boolean held = audit.verdict() == AuditVerdict.Verdict.PASS;
    String observed =
        "%d attempts failed with %d errors, one error at a time; %d more in a flood of %d requests: %s"
            .formatted(
                injected, errnos.size(), faults.injected(), result.invoked(), audit.explanation());
    return before
        .judge(stage, held, expected, observed)
        .with("injected", injected + faults.injected());
  }

  /** One in which anything was begun, if that can be had. */
  private static Flooding flooded(Stage stage, Trial trial) {
    String load = "closed:" + 2 * trial.handlers();
    return LongEnough.of(
        trial,
        lengthNs -> stage.flood(load, "none", lengthNs),
        flood -> flood.result().invoked() > 0);
  }

  /** Requests until a few attempts have failed; how many of them were not answered. */
  private static int ask(Stage stage, Trial trial, AcceptFaults faults) {
    int missing = 0;
    int asking = 3 * trial.handlers();
    try (Visits visits = stage.visits("none", asking)) {
      for (int i = 0; i < MOST_ROUNDS && faults.injected() < FEW && missing == 0; i++) {
        List<Visit> requests = visits.begin(asking);
        visits.awaitAll(ANSWER_WITHIN_NS);
        missing = Answers.missing(requests);
      }
    }
    return missing;
  }

  private static Finding lost(
      Stage stage, Roster before, String expected, Errno errno, int missing, long injected) {
    String observed =
        "%d requests were not answered after %d attempts had failed with %s"
            .formatted(missing, injected, errno);
    return before.judge(stage, false, expected, observed);
  }

  /** Anybody's fail by the tracer, which takes its time: one of many servers shows a few errors. */
  private static Finding byTracer(Trial trial) {
    Stage stage = trial.stage();
    List<Integer> pids =
        Listeners.holders(stage.server().address(), stage.server().pids()).stream()
            .map(Listeners.Holder::pid)
            .distinct()
            .toList();
    if (stage.server().pids().isEmpty() || pids.isEmpty()) {
      return Finding.unsupported("which processes accept is not known");
    }
    List<Errno> errnos = chosen(trial, FEW);
    Roster before = Roster.of(stage);
    String expected = "every request answered though one attempt in three fails";
    long injected = 0;
    for (Errno errno : errnos) {
      Traced traced = traced(stage, trial, pids, errno);
      if (traced.missing() > 0) {
        return lost(stage, before, expected, errno, traced.missing(), traced.injected());
      }
      if (traced.calls() == 0) {
        return Finding.unsupported(
            "it accepts by neither accept nor accept4 (by io_uring, perhaps), so none can be made"
                + " to fail");
      }
      if (traced.injected() == 0) {
        return Finding.inconclusive(expected, "strace made no attempt fail with " + errno);
      }
      injected += traced.injected();
    }
    String observed = injected + " attempts failed with " + errnos;
    return before.judge(stage, true, expected, observed).with("injected", injected);
  }

  /** All of them; of one server among many only some, which the seed decides. */
  private static List<Errno> chosen(Trial trial, int brief) {
    List<Errno> errnos = new ArrayList<>(ERRNOS);
    Collections.shuffle(errnos, trial.random());
    return trial.effort().equals(Effort.FULL) ? errnos : errnos.subList(0, brief);
  }

  private record Traced(int missing, long calls, long injected) {}

  private static Traced traced(Stage stage, Trial trial, List<Integer> pids, Errno errno) {
    int asking = 6 * Math.max(1, trial.handlers());
    try (TracedAccepts accepts = TracedAccepts.of(pids, errno, ATTACH_WITHIN_NS);
        Visits visits = stage.visits("none", asking)) {
      List<Visit> requests = visits.begin(asking);
      visits.awaitAll(ANSWER_WITHIN_NS);
      accepts.detach();
      return new Traced(Answers.missing(requests), accepts.calls(), accepts.injected());
    }
  }
}
