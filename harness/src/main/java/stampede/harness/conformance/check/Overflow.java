package stampede.harness.conformance.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import stampede.harness.conformance.Finding;
import stampede.harness.conformance.Hold;
import stampede.harness.conformance.Stage;
import stampede.harness.conformance.Trial;
import stampede.harness.observe.TcpCounters;
import stampede.linux.Listener;
import stampede.linux.SocketDiagnosis;
import stampede.load.Visit;
import stampede.load.Visits;

/**
 * The end of the buffer: with all handlers held, more connections than it has room for. A client
 * that finds it full is not told so by Linux, but tries again, after one second and then after two
 * more (tcp_syn_retries), and times out in the end: it is told by then.
 */
final class Overflow {
  private static final int BACKLOG = 8;
  private static final int BEYOND = 3;
  private static final long SETTLE_WITHIN_NS = 2_000_000_000L;
  private static final long NEXT_AFTER_NS = 2_000_000L;
  private static final long TOLD_WITHIN_NS = 15_000_000_000L;

  private final Stage stage;
  private final int handlers;
  private final TcpCounters before = TcpCounters.now();
  private int deepest;
  private int taken;

  private Overflow(Stage stage, int handlers) {
    this.stage = stage;
    this.handlers = handlers;
  }

  static Finding provoke(Trial trial) {
    Stage stage = trial.fresh(Map.of("backlog", String.valueOf(BACKLOG)));
    stage.settle(SETTLE_WITHIN_NS);
    Overflow overflow = new Overflow(stage, trial.handlers());
    return Hold.during(trial, stage, overflow::flood)
        .orElse(
            Finding.inconclusive(
                "a buffer that fills up to its limit",
                "the handlers could not all be kept from accepting for long enough"));
  }

  private Optional<Finding> flood(Hold hold) {
    List<Listener> sockets = SocketDiagnosis.listeners(stage.server().address()).orElse(List.of());
    if (sockets.isEmpty()) {
      return Optional.of(Finding.unsupported("the kernel does not show the buffer of its address"));
    }
    int limit = sockets.stream().mapToInt(Listener::limit).max().orElse(0);
    int room = sockets.size() * (limit + 1);
    int most = 3 * room + BEYOND;
    try (Visits visits = stage.visits("none", most)) {
      List<Visit> sent = fill(visits, room, most);
      boolean held = hold.isHeld();
      long early = sent.stream().filter(Visit::hasEnded).count();
      long standing = sent.stream().filter(Visit::isEstablished).count();
      taken = (int) Math.max(0, standing - depth().orElse(0));
      hold.release();
      visits.awaitAll(TOLD_WITHIN_NS);
      if (!held) {
        return Optional.empty();
      }
      return Optional.of(judge(hold, sent, early, limit, room));
    }
  }

  /** Sends until some find no room. */
  private List<Visit> fill(Visits visits, int room, int most) {
    List<Visit> sent = new ArrayList<>(visits.begin(Math.min(most, room)));
    look(visits);
    while (sent.size() < most && turnedAway(sent) < BEYOND) {
      sent.add(visits.begin());
      stage.await(() -> look(visits) || sent.getLast().isEstablished(), NEXT_AFTER_NS);
    }
    return sent;
  }

  private boolean look(Visits visits) {
    visits.advance();
    depth().ifPresent(depth -> deepest = Math.max(deepest, depth));
    return false;
  }

  private OptionalInt depth() {
    return stage.pending();
  }

  private static long turnedAway(List<Visit> sent) {
    return sent.stream().filter(visit -> !visit.isEstablished()).count();
  }

  private Finding judge(Hold hold, List<Visit> sent, long early, int limit, int room) {
    long answered = sent.stream().filter(Visit::isAnswered).count();
    long silent = sent.stream().filter(visit -> !visit.hasEnded()).count();
    OptionalLong overflows = TcpCounters.now().since(before, "ListenOverflows");
    String expected =
        "at most %d in the buffer (limit %d and one more), the kernel counts who finds it full, and"
                .formatted(room, limit)
            + " every client is answered or told";
    String observed =
        "%d sent: at most %d in the buffer, %d taken out of it although no handler was available,"
                .formatted(sent.size(), deepest, taken)
            + " %d answered then; afterwards %d answered, %d told, %d neither"
                .formatted(early, answered, sent.size() - answered - silent, silent);
    return verdict(early, silent, room, overflows.orElse(1), expected, observed)
        .because(hold.how() + "; " + handlers + " handlers")
        .because("ListenOverflows rose by " + overflows.orElse(-1) + " (-1 is unknown)")
        .with("deepest", deepest)
        .with("limit", limit)
        .with("overflows", (double) overflows.orElse(-1))
        .with("silent", (double) silent);
  }

  private Finding verdict(
      long early, long silent, int room, long overflows, String expected, String observed) {
    if (silent > 0 || deepest > room) {
      return Finding.wrong(expected, observed);
    }
    boolean bounded = taken == 0 && early == 0 && overflows > 0;
    return Finding.that(bounded, expected, observed);
  }
}
