package stampede.harness.conformance.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import stampede.harness.conformance.Check;
import stampede.harness.conformance.CheckGroup;
import stampede.harness.conformance.Finding;
import stampede.harness.conformance.Roster;
import stampede.harness.conformance.Stage;
import stampede.harness.conformance.Trial;
import stampede.linux.Clock;
import stampede.load.Knock;
import stampede.load.Target;
import stampede.load.Visit;
import stampede.load.Visits;

/** What is no request is refused, on its own connection only. */
final class GarbageChecks implements CheckGroup {
  private static final long REFUSED_WITHIN_NS = 6_000_000_000L;
  private static final long ANSWER_WITHIN_NS = 5_000_000_000L;
  private static final int ROUNDS = 4;

  @Override
  public List<Check> checks() {
    return List.of(
        new Check(
            "ER-garbage-request",
            List.of(1, 10, 13, 18, 23),
            "Bytes that are no request are refused on their connection, and only there",
            GarbageChecks::garbage));
  }

  private static Finding garbage(Trial trial) {
    Stage stage = trial.stage();
    Target.Kind protocol = Target.parse(stage.server().target()).kind();
    Roster before = Roster.of(stage);
    List<String> wrongs = new ArrayList<>();
    int sent = 0;
    int unanswered = 0;
    for (int round = 0; round < ROUNDS && wrongs.isEmpty() && unanswered == 0; round++) {
      Map<String, byte[]> kinds = Garbage.of(protocol, trial.random());
      sent += kinds.size();
      unanswered += round(stage, protocol, kinds, wrongs);
    }
    String expected =
        "each of %d garbage requests refused, the requests between them answered".formatted(sent);
    String observed =
        "%d refused; %d requests between them left unanswered"
            .formatted(sent - wrongs.size(), unanswered);
    Finding finding = before.judge(stage, wrongs.isEmpty() && unanswered == 0, expected, observed);
    for (String wrong : wrongs.stream().distinct().limit(5).toList()) {
      finding = finding.because(wrong);
    }
    return finding;
  }

  /** How many of the requests between the garbage were left unanswered. */
  private static int round(
      Stage stage, Target.Kind protocol, Map<String, byte[]> kinds, List<String> wrongs) {
    Map<String, Knock> knocks = new LinkedHashMap<>();
    List<Visit> asked = new ArrayList<>();
    try (Visits visits = stage.visits("none", kinds.size())) {
      kinds.forEach(
          (kind, bytes) -> {
            Knock knock = stage.knock();
            knocks.put(kind, knock);
            knock.send(bytes);
            knock.shutdown();
            asked.add(visits.begin());
          });
      visits.awaitAll(ANSWER_WITHIN_NS);
      long untilNs = Clock.monotonicNs() + REFUSED_WITHIN_NS;
      knocks.forEach((kind, knock) -> look(protocol, kind, knock, untilNs, wrongs));
      return Answers.missing(asked);
    } finally {
      knocks.values().forEach(Knock::close);
    }
  }

  private static void look(
      Target.Kind protocol, String kind, Knock knock, long untilNs, List<String> wrongs) {
    if (knock.await(Math.max(0, untilNs - Clock.monotonicNs())) == Knock.State.OPEN) {
      wrongs.add(kind + ": the connection was still open after 6 s");
    } else if (Garbage.claimsService(protocol, knock.received())) {
      wrongs.add(kind + ": the answer says that it was serviced");
    }
  }
}
