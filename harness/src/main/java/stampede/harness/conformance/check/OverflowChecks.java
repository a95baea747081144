package stampede.harness.conformance.check;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import stampede.harness.conformance.Check;
import stampede.harness.conformance.CheckGroup;
import stampede.harness.conformance.Finding;
import stampede.harness.conformance.Roster;
import stampede.harness.conformance.Stage;
import stampede.harness.conformance.Standstill;
import stampede.harness.conformance.Trial;
import stampede.harness.observe.TcpCounters;
import stampede.linux.Clock;
import stampede.linux.SocketDiagnosis;
import stampede.load.Visit;
import stampede.load.Visits;

/** What becomes of requests when the buffer is full, and how soon the server is itself again. */
final class OverflowChecks implements CheckGroup {
  private static final String BACKLOG = "backlog";
  private static final int SMALL = 8;
  private static final int EXCESS = 16;
  private static final int MOST = 2048;
  private static final long FILL_NS = 100_000_000L;
  private static final long LOOK_EVERY_NS = 500_000L;
  private static final long PROMPT_NS = 200_000_000L;
  private static final long RECOVERED_WITHIN_NS = 6_000_000_000L;

  /** Clients try again after 1 s, then after 2 s and 4 s more. */
  private static final long ENDED_WITHIN_NS = 10_000_000_000L;

  @Override
  public List<Check> checks() {
    return List.of(
        new Check(
            "ER-backlog-overflow",
            List.of(1, 5, 10, 12),
            "When more requests come than the buffer holds, each is serviced or told, and service"
                + " is prompt again soon after",
            OverflowChecks::overflow));
  }

  private static Finding overflow(Trial trial) {
    Map<String, String> small = Map.of(BACKLOG, Integer.toString(SMALL));
    boolean settable = trial.server().has(BACKLOG) && trial.refuses(small).isEmpty();
    Stage stage = settable ? trial.fresh(small) : trial.stage();
    int room = room(stage);
    if (room == 0) {
      return Finding.unsupported("the kernel does not tell how much its buffer holds");
    }
    if (room + EXCESS > MOST) {
      return Finding.unsupported(
          "its buffer holds "
              + room
              + ", too many to fill; it takes no setting backlog by which that could be less");
    }
    stage.exchanges();
    Roster before = Roster.of(stage);
    try (Visits visits = stage.visits("none", room + EXCESS)) {
      Filled filled;
      try (Standstill standstill = Standstill.of(stage.server()).orElse(null)) {
        if (standstill == null) {
          return AbandonedConnectionChecks.unstopped(trial);
        }
        filled = fill(stage, visits, room + EXCESS);
      }
      long recoveredNs = recovery(stage, visits);
      visits.awaitAll(ENDED_WITHIN_NS);
      return judge(stage, before, filled, room, recoveredNs);
    }
  }

  /** What the kernel lets its sockets hold: one more than their limit each. */
  private static int room(Stage stage) {
    return SocketDiagnosis.listeners(stage.server().address()).orElse(List.of()).stream()
        .mapToInt(listener -> listener.limit() + 1)
        .sum();
  }

  /** What a full buffer shows. */
  private record Filled(List<Visit> requests, int refused, long overflows, OptionalInt depth) {}

  private static Filled fill(Stage stage, Visits visits, int asking) {
    TcpCounters before = TcpCounters.now();
    List<Visit> requests = visits.begin(asking);
    visits.awaitAll(FILL_NS);
    int waiting = (int) requests.stream().filter(visit -> !visit.isEstablished()).count();
    long overflows = TcpCounters.now().since(before, "ListenOverflows").orElse(0);
    return new Filled(requests, waiting, overflows, stage.pending());
  }

  /**
   * How long until a plain request is answered promptly; -1 when that did not come. The others go
   * on meanwhile, or they would be silent clients.
   */
  private static long recovery(Stage stage, Visits others) {
    long sinceNs = Clock.monotonicNs();
    while (Clock.monotonicNs() < sinceNs + RECOVERED_WITHIN_NS) {
      long askedNs = Clock.monotonicNs();
      try (Visits one = stage.visits("none", 1)) {
        Visit plain = one.begin();
        while (!plain.hasEnded() && Clock.monotonicNs() < askedNs + PROMPT_NS) {
          LockSupport.parkNanos(LOOK_EVERY_NS);
          one.advance();
          others.advance();
        }
        if (plain.isAnswered()) {
          return Clock.monotonicNs() - sinceNs;
        }
      }
    }
    return -1;
  }

  private static Finding judge(
      Stage stage, Roster before, Filled filled, int room, long recoveredNs) {
    int asked = filled.requests().size();
    String expected =
        "%d requests for a buffer of %d answered or told, and prompt service within 6 s"
            .formatted(asked, room);
    if (filled.refused() == 0 && filled.overflows() == 0) {
      return Finding.inconclusive(expected, "the buffer did not overflow");
    }
    int silent = (int) filled.requests().stream().filter(visit -> !visit.hasEnded()).count();
    int told = Answers.missing(filled.requests()) - silent;
    boolean finite = filled.depth().orElse(0) <= room;
    String observed =
        "%d answered, %d told, %d left without a word; the buffer held %s of at most %d; %s"
            .formatted(
                asked - told - silent,
                told,
                silent,
                filled.depth().isPresent() ? filled.depth().getAsInt() : "an unknown number",
                room,
                recoveredNs < 0
                    ? "service was not prompt again within 6 s"
                    : "prompt again after " + recoveredNs / 1_000_000 + " ms");
    return before
        .judge(stage, silent == 0 && finite && recoveredNs >= 0, expected, observed)
        .with("recoveryMs", recoveredNs < 0 ? -1 : recoveredNs / 1e6)
        .with("overflows", filled.overflows())
        .because(
            "not answered: "
                + filled.requests().stream().filter(visit -> !visit.isAnswered()).toList());
  }
}
