package stampede.harness.conformance.check;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import stampede.harness.conformance.Check;
import stampede.harness.conformance.CheckGroup;
import stampede.harness.conformance.Finding;
import stampede.harness.conformance.Roster;
import stampede.harness.conformance.Stage;
import stampede.harness.conformance.Standstill;
import stampede.harness.conformance.Trial;
import stampede.harness.observe.OpenDescriptors;
import stampede.load.Knock;
import stampede.load.Visit;
import stampede.load.Visits;

/** Clients that leave before they have asked for anything. */
final class AbandonedConnectionChecks implements CheckGroup {
  private static final long ANSWER_WITHIN_NS = 10_000_000_000L;
  private static final long SETTLE_WITHIN_NS = 3_000_000_000L;
  private static final long CLOSED_WITHIN_NS = 1_000_000_000L;

  /** Some learn of a reset after a part of a request only when the client's time is over. */
  private static final long GIVEN_UP_WITHIN_NS = 8_000_000_000L;

  private static final int RESETS = 12;
  private static final int CLOSES = 100;

  @Override
  public List<Check> checks() {
    return List.of(
        new Check(
            "ER-reset-before-accept",
            List.of(1, 10, 13, 18, 23),
            "A client that resets its connection while it waits in the buffer harms nobody",
            AbandonedConnectionChecks::resetBeforeAccept),
        new Check(
            "ER-close-before-request",
            List.of(1, 10, 13, 18, 23),
            "A client that connects and leaves costs no handler, no request and no descriptor",
            AbandonedConnectionChecks::closeBeforeRequest));
  }

  /**
   * While the whole server is stopped nobody accepts, so every reset finds its connection queued.
   */
  private static Finding resetBeforeAccept(Trial trial) {
    Stage stage = trial.stage();
    String expected =
        "every handler lives, and all requests queued between " + RESETS + " resets are answered";
    Roster before = Roster.of(stage);
    try (Visits visits = stage.visits("none", RESETS)) {
      OptionalInt depth;
      List<Visit> asked = new ArrayList<>();
      try (Standstill standstill = Standstill.of(stage.server()).orElse(null)) {
        if (standstill == null) {
          return unstopped(trial);
        }
        resetBetween(stage, visits, asked);
        depth = stage.pending();
      }
      visits.awaitAll(ANSWER_WITHIN_NS);
      boolean emptied = stage.awaitPending(0, SETTLE_WITHIN_NS) || depth.isEmpty();
      int left = Answers.missing(asked);
      String observed =
          "%d requests and %d resets queued together; %d requests left without an answer%s"
              .formatted(RESETS, RESETS, left, emptied ? "" : ", connections left in the buffer");
      return before
          .judge(stage, left == 0 && emptied, expected, observed)
          .because("buffer while the server was stopped: " + depth);
    }
  }

  private static void resetBetween(Stage stage, Visits visits, List<Visit> asked) {
    for (int i = 0; i < RESETS; i++) {
      Knock knock = stage.knock();
      if (i % 2 == 0) {
        knock.send(new byte[] {1});
      }
      asked.add(visits.begin());
      knock.reset();
    }
  }

  static Finding unstopped(Trial trial) {
    return trial.stage().server().pids().isEmpty()
        ? Finding.unsupported(
            "the server's processes are not known, so it cannot be stopped while connections queue")
        : Finding.inconclusive("", "the server's processes did not all stop within a second");
  }

  /** The first round lets a runtime open what it opens once; the second is counted. */
  private static Finding closeBeforeRequest(Trial trial) {
    Stage stage = trial.stage();
    Roster before = Roster.of(stage);
    List<Integer> pids = stage.server().pids();
    String expected =
        CLOSES
            + " connections that say nothing absorbed, fewer than a tenth as many descriptors"
            + " left open, other requests answered";
    int atFirst = OpenDescriptors.count(pids);
    boolean first = comeAndGo(stage, trial);
    int baseline = countWhenClosed(stage, pids, atFirst, CLOSED_WITHIN_NS);
    boolean second = comeAndGo(stage, trial);
    int usual = baseline + (CLOSES - 1) / 10;
    int grown = countWhenClosed(stage, pids, usual, GIVEN_UP_WITHIN_NS) - baseline;
    String observed =
        "after %d connections %d descriptors more are open; the requests between them were %s"
            .formatted(CLOSES, Math.max(0, grown), first && second ? "answered" : "not answered");
    Finding finding =
        before.judge(stage, first && second && grown <= usual - baseline, expected, observed);
    return pids.isEmpty()
        ? finding.because("the server's processes are not known: descriptors were not counted")
        : finding.with("descriptorsGrown", grown).because("descriptors before: " + baseline);
  }

  /** How many are open once what is closed late is closed: at most {@code usual}, if that comes. */
  private static int countWhenClosed(Stage stage, List<Integer> pids, int usual, long withinNs) {
    stage.await(() -> OpenDescriptors.count(pids) <= usual, withinNs);
    return OpenDescriptors.count(pids);
  }

  /** Half of them leave at once, half a little later; some reset, some say a byte first. */
  private static boolean comeAndGo(Stage stage, Trial trial) {
    List<Knock> lingering = new ArrayList<>();
    try (Visits visits = stage.visits("none", CLOSES)) {
      List<Visit> asked = new ArrayList<>();
      for (int i = 0; i < CLOSES; i++) {
        Knock knock = stage.knock();
        if (trial.random().nextInt(4) == 0) {
          knock.send(new byte[] {1});
        }
        if (trial.random().nextBoolean()) {
          leave(knock, i);
        } else {
          lingering.add(knock);
        }
        if (lingering.size() > 1) {
          leave(lingering.removeFirst(), i);
        }
        if (i % 10 == 0) {
          asked.add(visits.begin());
        }
      }
      lingering.forEach(Knock::close);
      visits.awaitAll(ANSWER_WITHIN_NS);
      return Answers.complete(asked);
    }
  }

  private static void leave(Knock knock, int turn) {
    if (turn % 2 == 0) {
      knock.close();
    } else {
      knock.reset();
    }
  }
}
