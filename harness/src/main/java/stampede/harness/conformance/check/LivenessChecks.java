package stampede.harness.conformance.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import stampede.harness.conformance.Check;
import stampede.harness.conformance.CheckGroup;
import stampede.harness.conformance.Finding;
import stampede.harness.conformance.Stage;
import stampede.harness.conformance.StrandingWatch;
import stampede.harness.conformance.Trial;
import stampede.linux.Clock;
import stampede.load.Visit;
import stampede.load.Visits;

/** Nothing is left lying: no request while a handler is idle, no handler while there is work. */
final class LivenessChecks implements CheckGroup {
  private static final long STRANDED_NS = 150_000_000L;
  private static final long ANSWER_WITHIN_NS = 3_000_000_000L;
  private static final long LOOK_EVERY_NS = 500_000L;
  private static final long EDGE_NS = 300_000L;
  private static final int MOST_FLOODS = 3;

  /** Requests for each handler, far more than it has taken when the last one comes. */
  private static final int CROWD = 10;

  private static final int CROWDS = 3;

  @Override
  public List<Check> checks() {
    return List.of(
        new Check(
            "ST-no-stranded-request",
            List.of(1, 5, 10, 11, 12, 17, 22),
            "No request is left in the buffer while a handler is available",
            LivenessChecks::noStranded),
        new Check(
            "ST-no-starved-handler",
            List.of(1, 5, 10, 13, 18),
            "Under a flood every handler services requests",
            LivenessChecks::noStarved));
  }

  private static Finding noStranded(Trial trial) {
    Stage stage = trial.stage();
    if (stage.pending().isEmpty() || stage.handlers().isEmpty()) {
      return Finding.unsupported(
          "the kernel does not show its buffer, or its handlers are unknown");
    }
    StrandingWatch watch = new StrandingWatch(stage);
    int asked = 0;
    int missing = 0;
    for (Shape shape : shapes(trial, stage)) {
      try (Visits visits = stage.visits(shape.work(), shape.most())) {
        for (int i = 0; i < shape.times() && missing == 0; i++) {
          List<Visit> requests = burst(visits, shape, watch, trial.random());
          asked += requests.size();
          missing += Answers.missing(requests);
        }
      }
    }
    if (missing == 0) {
      String load = "closed:" + Math.max(1, trial.handlers());
      stage.flood(load, "none", trial.effort().floodNs() / 2).watch(watch::look);
    }
    String expected = "no request pending for more than 150 ms while a handler sleeps";
    boolean held = watch.longestNs() < STRANDED_NS && missing == 0;
    String observed =
        "%d requests in bursts and a flood; longest stranding %d ms (%d pending); %d never answered"
            .formatted(asked, watch.longestNs() / 1_000_000, watch.deepest(), missing);
    return Finding.that(held, expected, observed).with("strandedMs", watch.longestNs() / 1e6);
  }

  /** Bursts of at least one request, as many times. */
  private record Shape(String work, int least, int most, int times) {}

  /**
   * Of a server that does not show its state a sleeping handler may be servicing: only what is
   * shorter by far than a stranding tells the two apart.
   */
  private static List<Shape> shapes(Trial trial, Stage stage) {
    int handlers = Math.max(1, trial.handlers());
    Shape quick = new Shape("none", 1, 3 * handlers, trial.effort().trials());
    Shape crowd = new Shape("none", CROWD * handlers, CROWD * handlers, CROWDS);
    if (!trial.server().doesWork()) {
      return List.of(quick, crowd);
    }
    Shape brief = new Shape("sleep:2ms", 1, 3 * handlers, trial.effort().trials());
    Shape busyCrowd = new Shape("sleep:2ms", CROWD * handlers, CROWD * handlers, CROWDS);
    Shape slow = new Shape("sleep:250ms", handlers, handlers, 2);
    return stage.scoreboard().isEmpty()
        ? List.of(quick, crowd, brief, busyCrowd)
        : List.of(quick, crowd, brief, busyCrowd, slow);
  }

  /**
   * Some at once and some a little later, when handlers are about to fall asleep; those of one size
   * all at once.
   */
  private static List<Visit> burst(
      Visits visits, Shape shape, StrandingWatch watch, Random random) {
    int size = shape.least() + random.nextInt(shape.most() - shape.least() + 1);
    int early = shape.least() == size ? size : 1 + random.nextInt(size);
    List<Visit> requests = new ArrayList<>(visits.begin(early));
    long untilNs = Clock.monotonicNs() + ANSWER_WITHIN_NS;
    while (Clock.monotonicNs() < untilNs
        && (requests.size() < size || !visits.underway().isEmpty())) {
      LockSupport.parkNanos(requests.size() < size ? random.nextLong(EDGE_NS) : LOOK_EVERY_NS);
      if (requests.size() < size) {
        requests.add(visits.begin());
      }
      visits.advance();
      watch.look();
    }
    return requests;
  }

  private static Finding noStarved(Trial trial) {
    Stage stage = trial.stage();
    Optional<Shares> found = Shares.of(stage, trial.handlers());
    if (found.isEmpty()) {
      return Finding.unsupported(
          "neither its ledger nor the kernel tells which handler serviced what");
    }
    try (Shares shares = found.get()) {
      String expected = "each of " + shares.expected() + " " + shares.who() + " takes requests";
      long[] counts = new long[0];
      for (int i = 0; i < MOST_FLOODS && counts.length < shares.expected(); i++) {
        String load = "closed:" + 4 * Math.max(1, trial.handlers());
        stage.flood(load, "sleep:1ms", trial.effort().floodNs()).result();
        counts = shares.since();
      }
      if (counts.length == 0) {
        return Finding.inconclusive(expected, "none was seen to take any");
      }
      boolean held = counts.length >= shares.expected();
      int seen = counts.length;
      counts = Arrays.copyOf(counts, Math.max(seen, shares.expected()));
      double jain = jain(counts);
      String observed =
          "%d of %d %s took requests, %d to %d each; Jain index %.3f"
              .formatted(
                  seen,
                  shares.expected(),
                  shares.who(),
                  Arrays.stream(counts).min().orElse(0),
                  Arrays.stream(counts).max().orElse(0),
                  jain);
      return Finding.that(held, expected, observed).with("jain", jain);
    }
  }

  /** 1 when all share alike, 1/n when one does everything. */
  private static double jain(long[] shares) {
    double sum = Arrays.stream(shares).asDoubleStream().sum();
    double squares = Arrays.stream(shares).asDoubleStream().map(share -> share * share).sum();
    return squares == 0 ? 0 : sum * sum / (shares.length * squares);
  }
}
