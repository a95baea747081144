package stampede.harness.conformance.check;

import java.util.List;
import stampede.harness.conformance.Check;
import stampede.harness.conformance.CheckGroup;
import stampede.harness.conformance.Finding;
import stampede.harness.conformance.Herd;
import stampede.harness.conformance.Stage;
import stampede.harness.conformance.Trial;
import stampede.load.Visits;

/** Who is told of a request: seen by who leaves sleep, which the kernel counts. */
final class NotificationChecks implements CheckGroup {
  private static final long SETTLE_WITHIN_NS = 2_000_000_000L;
  private static final long ANSWER_WITHIN_NS = 5_000_000_000L;

  @Override
  public List<Check> checks() {
    return List.of(
        new Check(
            "PA-05-notify-plurality",
            List.of(1, 5, 10, 11, 12, 17, 22),
            "One request is announced to several available handlers",
            NotificationChecks::plurality));
  }

  private static Finding plurality(Trial trial) {
    if (trial.handlers() < 2) {
      return Finding.unsupported("it has one handler, so there is no plurality to tell");
    }
    Stage stage = trial.stage();
    String expected = "at least 2 handlers woken by one request, usually";
    int trials = trial.effort().trials();
    int several = 0;
    long wokenInAll = 0;
    try (Visits visits = stage.visits("none", 1)) {
      for (int i = 0; i < trials; i++) {
        if (!stage.settle(SETTLE_WITHIN_NS)) {
          return Finding.inconclusive(expected, "the handlers never all slept");
        }
        Herd before = Herd.now(stage.server());
        visits.begin();
        visits.awaitAll(ANSWER_WITHIN_NS);
        stage.settle(SETTLE_WITHIN_NS);
        int woken = Herd.now(stage.server()).since(before).woken();
        wokenInAll += woken;
        several += woken >= 2 ? 1 : 0;
      }
    }
    double mean = (double) wokenInAll / trials;
    String observed =
        "%.2f of %d handlers woken per request; several in %d of %d trials"
            .formatted(mean, trial.handlers(), several, trials);
    return Finding.that(several * 2 > trials, expected, observed).with("wokenPerRequest", mean);
  }
}
