package stampede.harness.conformance.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import stampede.contract.Units;
import stampede.harness.conformance.Announcements;
import stampede.harness.conformance.Check;
import stampede.harness.conformance.CheckGroup;
import stampede.harness.conformance.Finding;
import stampede.harness.conformance.Herd;
import stampede.harness.conformance.Stage;
import stampede.harness.conformance.Trial;

/** Who is told of a request: seen by who leaves sleep, which the kernel counts. */
final class NotificationChecks implements CheckGroup {
  private static final List<Integer> CLAIMS = List.of(1, 5, 10, 11, 12, 17, 22);
  private static final String PLURALITY = "PA-05-notify-plurality";
  private static final String ALL = "PA-12-notify-all-available";
  private static final String PARALLEL = "PA-12-notify-in-parallel";
  private static final String NOT_AT_REST = "the handlers never all slept";
  private static final String SAY =
      "that is no fault of a server that wakes one on purpose: say notifies=one";

  private static final double SUBSTANTIALLY = 0.9;

  /** How long the winner is kept: the others need some microseconds each. */
  private static final long HELD_NS = 25_000_000L;

  private static final int LONGER = 6;
  private static final int HELD_TRIALS = 5;

  @Override
  public List<Check> checks() {
    return List.of(
        new Check(
            PLURALITY,
            CLAIMS,
            "One request is announced to several available handlers",
            trial -> announced(trial, PLURALITY, NotificationChecks::plurality)),
        new Check(
            ALL,
            List.of(12, 17, 22),
            "Substantially all available handlers are told of a request",
            trial -> announced(trial, ALL, NotificationChecks::all)),
        new Check(
            PARALLEL,
            List.of(5, 12, 17, 22),
            "The handlers are told at once, not one after another's service",
            NotificationChecks::parallel));
  }

  private static Finding announced(
      Trial trial, String id, Function<Announcements, Finding> judged) {
    Optional<Finding> impossible = impossible(trial);
    if (impossible.isPresent()) {
      return impossible.get();
    }
    Finding finding =
        Announcements.of(trial.stage(), trial.effort().trials())
            .map(judged)
            .orElse(Finding.inconclusive("", NOT_AT_REST));
    return unlessItSays(trial, id, finding);
  }

  /** A server that declares to tell all is to be held to it; one that says nothing is not. */
  private static Finding unlessItSays(Trial trial, String id, Finding finding) {
    return trial.server().description().notifies().equals("all")
        ? finding
        : Audited.unlessUndeclared(trial, id, finding, SAY);
  }

  private static Optional<Finding> impossible(Trial trial) {
    if (trial.handlers() < 2) {
      return Optional.of(Finding.unsupported("it has one handler: there is no plurality to tell"));
    }
    Herd herd = Herd.now(trial.stage().server());
    if (herd.size() < 2) {
      return Optional.of(
          Finding.unsupported(
              "%d threads of the kernel's wait for its %d handlers, so that wakeups say nothing"
                  .formatted(herd.size(), trial.handlers())));
    }
    return herd.isCounted()
        ? Optional.empty()
        : Optional.of(
            Finding.unsupported(
                "the wakeups of its handlers cannot be counted: their threads have ended, or"
                    + " /proc does not show them (hidepid)"));
  }

  private static Finding plurality(Announcements seen) {
    return shown(
        Finding.that(
            seen.several() * 2 > seen.trials(),
            "at least 2 handlers woken by one request, usually",
            "%.2f of %d handlers woken per request; several in %d of %d trials"
                .formatted(seen.wokenPerRequest(), seen.handlers(), seen.several(), seen.trials())),
        seen);
  }

  private static Finding all(Announcements seen) {
    return shown(
        Finding.that(
            seen.share() >= SUBSTANTIALLY,
            "at least %.0f%% of the handlers that sleep woken by one request"
                .formatted(SUBSTANTIALLY * 100),
            "%.0f%% of %d handlers woken per request, over %d trials"
                .formatted(seen.share() * 100, seen.handlers(), seen.trials())),
        seen);
  }

  private static Finding shown(Finding finding, Announcements seen) {
    return finding
        .because(
            "wakeups are voluntary context switches of each handler from rest to rest, without"
                + " those within its services; %d in %d trials"
                    .formatted(seen.woken(), seen.trials()))
        .with("wokenPerRequest", seen.wokenPerRequest())
        .with("wokenShare", seen.share());
  }

  private static Finding parallel(Trial trial) {
    Optional<Finding> impossible = impossible(trial);
    if (impossible.isPresent()) {
      return impossible.get();
    }
    if (!trial.server().doesWork()) {
      return Finding.unsupported(Audited.NO_WORK);
    }
    long heldNs = HELD_NS;
    List<Announcements.Held> trials = held(trial.stage(), heldNs);
    if (areSeveral(trials) && !areInParallel(trials)) {
      // on a machine that is busy with something else those who are told may be that late to run
      heldNs = LONGER * HELD_NS;
      trials = held(trial.stage(), heldNs);
    }
    return trials.size() * 2 <= HELD_TRIALS
        ? Finding.inconclusive("", NOT_AT_REST)
        : unlessItSays(trial, PARALLEL, parallel(trials, heldNs));
  }

  private static List<Announcements.Held> held(Stage stage, long heldNs) {
    List<Announcements.Held> trials = new ArrayList<>();
    for (int i = 0; i < HELD_TRIALS; i++) {
      Announcements.held(stage, heldNs).ifPresent(trials::add);
    }
    return trials;
  }

  private static int told(List<Announcements.Held> trials) {
    return trials.stream().mapToInt(Announcements.Held::woken).sum();
  }

  private static int toldMeanwhile(List<Announcements.Held> trials) {
    return trials.stream().mapToInt(Announcements.Held::wokenMeanwhile).sum();
  }

  private static boolean areSeveral(List<Announcements.Held> trials) {
    return told(trials) * 2 > trials.size() * 3;
  }

  private static boolean areInParallel(List<Announcements.Held> trials) {
    return areSeveral(trials) && toldMeanwhile(trials) >= SUBSTANTIALLY * told(trials);
  }

  private static Finding parallel(List<Announcements.Held> trials, long heldNs) {
    String expected =
        "several handlers told, all while the one that took the request was in service for "
            + Units.duration(heldNs);
    int woken = told(trials);
    int meanwhile = toldMeanwhile(trials);
    long spreadNs = trials.stream().mapToLong(Announcements.Held::spreadNs).max().orElse(0);
    String observed =
        areSeveral(trials)
            ? "%d of %d told in that time, over %d trials"
                .formatted(meanwhile, woken, trials.size())
            : "%d told of %d requests: there was nothing to be in parallel"
                .formatted(woken, trials.size());
    return Finding.that(areInParallel(trials), expected, observed)
        .because("the last of them slept again at most " + Audited.ms(spreadNs) + " after")
        .with("toldMeanwhile", meanwhile)
        .with("told", woken);
  }
}
