package stampede.harness.conformance.check;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import stampede.harness.conformance.Check;
import stampede.harness.conformance.CheckGroup;
import stampede.harness.conformance.Finding;
import stampede.harness.conformance.FlagReadings;
import stampede.harness.conformance.Flooding;
import stampede.harness.conformance.Hold;
import stampede.harness.conformance.Stage;
import stampede.harness.conformance.Trial;
import stampede.linux.Address;
import stampede.linux.Clock;
import stampede.load.Visits;

/** The notification flag: whether every handler can read it, and whether it says what is so. */
final class FlagChecks implements CheckGroup {
  /** The strategy whose flag is a word in memory of its own. */
  private static final String KEEPS_A_FLAG = "flag";

  private static final String UNREADABLE =
      "the listening sockets of its handlers cannot be duplicated (pidfd_getfd), or they have none";

  private static final long SETTLE_WITHIN_NS = 2_000_000_000L;
  private static final long ANSWER_WITHIN_NS = 15_000_000_000L;
  private static final long RAISED_WITHIN_NS = 20_000_000L;
  private static final long BETWEEN_LOOKS_NS = 100_000L;

  /** A flag may follow the buffer with a delay, but not for as long as anybody would notice. */
  private static final long WRONG_FOR_NS = 50_000_000L;

  @Override
  public List<Check> checks() {
    return List.of(
        new Check(
            "PA-15-flag-readable",
            List.of(10, 15, 20),
            "Every handler can read at any time whether requests are pending",
            FlagChecks::readable),
        new Check(
            "PA-10-flag-truthful",
            List.of(1, 10, 15),
            "The flag shows whether requests exist",
            FlagChecks::truthful));
  }

  private static FlagReadings readings(Trial trial, Stage stage) {
    String name = trial.server().description().name();
    return FlagReadings.of(stage.server(), name.equals(KEEPS_A_FLAG));
  }

  private static Finding readable(Trial trial) {
    Stage stage = trial.stage();
    String expected =
        "every handler process reads none when none is pending, and pending when one is";
    try (FlagReadings readings = readings(trial, stage)) {
      if (readings.isEmpty()) {
        return Finding.unsupported(UNREADABLE);
      }
      if (!stage.settle(SETTLE_WITHIN_NS)) {
        return Finding.inconclusive(expected, "the handlers never all slept");
      }
      FlagReadings.Reading before = readings.read();
      Optional<Finding> finding =
          Hold.during(
              trial, stage, hold -> pending(trial, stage, hold, readings, before, expected));
      return finding.orElse(
          Finding.inconclusive(
              expected, "the handlers could not all be kept from accepting for long enough"));
    }
  }

  /** Sends until one stays in the buffer: what hoards takes some out of it although it is busy. */
  private static Optional<Finding> pending(
      Trial trial,
      Stage stage,
      Hold hold,
      FlagReadings readings,
      FlagReadings.Reading before,
      String expected) {
    int most = 8 * Math.max(2, trial.handlers());
    try (Visits visits = stage.visits("none", most)) {
      while (readings.pending() == 0 && visits.underway().size() < most && hold.isHeld()) {
        visits.begin();
        stage.await(() -> readings.pending() > 0, 2 * BETWEEN_LOOKS_NS * 10);
      }
      int pending = readings.pending();
      stage.await(() -> isAll(readings.read()), RAISED_WITHIN_NS);
      FlagReadings.Reading during = readings.read();
      if (!hold.isHeld()) {
        return Optional.empty();
      }
      hold.release();
      visits.awaitAll(ANSWER_WITHIN_NS);
      boolean rests = stage.settle(SETTLE_WITHIN_NS);
      stage.await(() -> readings.read().raised() == 0, RAISED_WITHIN_NS);
      return Optional.of(
          judge(readings, before, during, readings.read(), pending, expected)
              .because(hold.how())
              .because(rests ? "all at rest afterwards" : "not all at rest afterwards"));
    }
  }

  private static boolean isAll(FlagReadings.Reading reading) {
    return reading.raised() == reading.all();
  }

  private static Finding judge(
      FlagReadings readings,
      FlagReadings.Reading before,
      FlagReadings.Reading during,
      FlagReadings.Reading after,
      int pending,
      String expected) {
    String observed =
        "of %d readings (%d processes, %d sockets) %d said pending with none there, %d with %d"
            .formatted(
                before.all(),
                readings.processes(),
                readings.sockets(),
                before.raised() + after.raised(),
                during.raised(),
                pending);
    if (pending == 0) {
      return Finding.broken(
          expected, "no request stays pending: each is taken out of the buffer at once");
    }
    boolean held = before.raised() == 0 && after.raised() == 0 && isAll(during);
    return Finding.that(held, expected, observed)
        .with("readings", before.all())
        .with("raised", during.raised());
  }

  private static Finding truthful(Trial trial) {
    Stage stage = trial.stage();
    if (stage.server().address() instanceof Address.Unix) {
      return Finding.unsupported("the kernel does not show how many wait at a Unix socket");
    }
    try (FlagReadings readings = readings(trial, stage)) {
      if (readings.isEmpty()) {
        return Finding.unsupported(UNREADABLE);
      }
      int burst = 3 * Math.max(2, trial.handlers());
      String work = trial.server().doesWork() ? "sleep:2ms" : "none";
      Truth truth = new Truth(readings);
      Flooding flooding =
          stage.flood("burst:" + burst + "@20ms", work, trial.effort().floodNs() / 2);
      while (Clock.monotonicNs() < flooding.endNs()) {
        truth.look();
        LockSupport.parkNanos(BETWEEN_LOOKS_NS);
      }
      flooding.result();
      return truth.finding();
    }
  }

  /** Depth, flag, depth, again and again: the flag counts when the depth was the same twice. */
  private static final class Truth {
    private final FlagReadings readings;
    private long looks;
    private long pendingLooks;
    private long wrong;
    private long wrongSinceNs;
    private long longestNs;
    private int lies;

    Truth(FlagReadings readings) {
      this.readings = readings;
    }

    void look() {
      boolean before = readings.pending() > 0;
      boolean raised = readings.isRaised();
      boolean after = readings.pending() > 0;
      long nowNs = Clock.monotonicNs();
      if (before != after || before == raised) {
        wrongSinceNs = 0;
        looks += before == after ? 1 : 0;
        pendingLooks += before && after ? 1 : 0;
        return;
      }
      looks++;
      wrong++;
      pendingLooks += before ? 1 : 0;
      wrongSinceNs = wrongSinceNs == 0 ? nowNs : wrongSinceNs;
      long forNs = nowNs - wrongSinceNs;
      lies += forNs > WRONG_FOR_NS && longestNs <= WRONG_FOR_NS ? 1 : 0;
      longestNs = Math.max(longestNs, forNs);
    }

    Finding finding() {
      String expected =
          "the flag is up while requests are pending and down while none is, but for moments";
      String observed =
          "%d looks, %d of them with requests pending; wrong in %d, for at most %s"
              .formatted(looks, pendingLooks, wrong, Audited.ms(longestNs));
      if (pendingLooks == 0 || pendingLooks == looks) {
        return Finding.inconclusive(expected, observed + "; the buffer never changed");
      }
      return Finding.that(lies == 0, expected, observed)
          .with("looks", (double) looks)
          .with("wrong", (double) wrong)
          .with("longestNs", (double) longestNs);
    }
  }
}
