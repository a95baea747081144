package stampede.harness.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stampede.cluster.ClusterException;
import stampede.harness.conformance.Audience;
import stampede.harness.conformance.Check;
import stampede.harness.conformance.Checked;
import stampede.harness.conformance.ConformancePlan;
import stampede.harness.conformance.Effort;
import stampede.harness.conformance.Finding;
import stampede.harness.conformance.KnownFailures;
import stampede.harness.conformance.Repeat;
import stampede.harness.server.Servers;
import stampede.report.Server;
import stampede.report.Skipped;
import stampede.report.conformance.CheckRecord;
import stampede.report.conformance.SuiteRecord;
import stampede.server.Settings;

/** Who is handed which server, and what is believed of what agents tell. */
@Timeout(60)
class SharingOutTest {
  private static final List<String> SPECS = List.of("blocking", "epoll", "mutex");
  private static final List<Check> CHECKS =
      List.of("A", "B").stream()
          .map(id -> new Check(id, List.of(1), "r of " + id, trial -> Finding.holds("", "")))
          .toList();
  private static final ConformancePlan PLAN =
      new ConformancePlan(
          SPECS.stream().map(spec -> Servers.anywhere(Settings.parse(spec))).toList(),
          true,
          List.of(),
          CHECKS,
          CHECKS,
          1,
          false,
          Effort.BRIEF,
          1,
          false,
          new KnownFailures(List.of(new KnownFailures.Line("known:1", "epoll", "B", "it leaks"))),
          "c",
          new Repeat(1, ""));

  private final List<String> heard = new ArrayList<>();

  /** Notes what it is told. */
  private final class Notes implements Audience, Audience.Turn {
    @Override
    public Turn begins(int index, String server) {
      heard.add(index + " " + server);
      return this;
    }

    @Override
    public void begins(Check check) {
      heard.add("begins " + check.id());
    }

    @Override
    public void ends(CheckRecord check) {
      heard.add(check.id() + " " + check.verdict());
    }

    @Override
    public void ends(SuiteRecord suite, boolean served) {
      heard.add("over " + suite.summary().all());
    }

    @Override
    public void missing(String reason) {
      heard.add("missing " + reason);
    }
  }

  private SharingOut sharing(Map<Integer, String> cannotA, Map<Integer, String> cannotB) {
    Map<String, Map<Integer, String>> cannot = new LinkedHashMap<>();
    cannot.put("a", cannotA);
    cannot.put("b", cannotB);
    return new SharingOut(PLAN, new Notes(), cannot, 0);
  }

  private SharingOut sharing() {
    return sharing(Map.of(), Map.of());
  }

  private static int free(SharingOut sharing, String member) {
    return SuiteWord.Next.parse(sharing.answer(member, "free").orElseThrow()).server();
  }

  private static void say(SharingOut sharing, String member, SuiteWord word) {
    assertThat(sharing.answer(member, word.text())).isEmpty();
  }

  private static CheckRecord record(String id, String verdict) {
    return new CheckRecord(
        id, List.of(99), verdict, "nothing", "e", "o", List.of(), Map.of(), null, "so", "rm", 1);
  }

  private static Server seen(int server) {
    return PLAN.servers().get(server).description().record();
  }

  private static void check(SharingOut sharing, String member, int server) {
    for (int i = 0; i < CHECKS.size(); i++) {
      say(sharing, member, new SuiteWord.Begun(server, i));
      say(sharing, member, new SuiteWord.Ended(server, record(CHECKS.get(i).id(), "pass")));
    }
    say(sharing, member, new SuiteWord.Over(server, seen(server), true));
  }

  @Test
  void whoeverIsFreeIsHandedTheNextServerUntilThereIsNone() {
    SharingOut sharing = sharing();
    assertThat(free(sharing, "a")).isZero();
    assertThat(free(sharing, "b")).isOne();
    check(sharing, "b", 1);
    assertThat(free(sharing, "b")).isEqualTo(2);
    check(sharing, "b", 2);
    assertThat(free(sharing, "b")).isNegative();
    assertThat(sharing.isOver()).isFalse();
    check(sharing, "a", 0);
    assertThat(sharing.isOver()).isTrue();
    assertThat(sharing.turns())
        .extracting(turn -> turn.suite().title())
        .containsExactly("blocking on a", "epoll on b", "mutex on b");
    assertThat(heard).startsWith("0 blocking on a", "1 epoll on b", "begins A", "A pass");
  }

  @Test
  void whatAMemberCannotRunIsLeftToTheOthersAndWhatNobodyCanIsSkipped() {
    SharingOut sharing = sharing(Map.of(0, "no uring", 2, "no uring"), Map.of(2, "too old"));
    assertThat(sharing.skipped())
        .containsExactly(new Skipped("mutex", "on a: no uring; on b: too old"));
    assertThat(free(sharing, "a")).isOne();
    assertThat(free(sharing, "a")).isNegative();
    assertThat(free(sharing, "b")).isZero();
    check(sharing, "a", 1);
    check(sharing, "b", 0);
    assertThat(sharing.isOver()).isTrue();
    assertThat(sharing.turns()).hasSize(2);
  }

  @Test
  void aMemberIsBelievedOnlyWhatItAloneCanKnow() {
    SharingOut sharing = sharing();
    free(sharing, "a");
    free(sharing, "b");
    check(sharing, "a", 0);
    say(sharing, "b", new SuiteWord.Ended(1, record("A", "pass")));
    say(sharing, "b", new SuiteWord.Ended(1, record("B", "fail")));
    say(sharing, "b", new SuiteWord.Over(1, seen(1), false));
    Checked.Turn turn = sharing.turns().get(1);
    CheckRecord leaking = turn.suite().checks().get(1);
    assertThat(leaking.claims()).containsExactly(1);
    assertThat(leaking.requirement()).isEqualTo("r of B");
    assertThat(leaking.observed()).isEqualTo("o");
    assertThat(leaking.known()).isEqualTo("it leaks");
    assertThat(leaking.repeat()).isEqualTo("stampede conform epoll --check B --seed 1");
    assertThat(sharing.turns().getFirst().suite().checks().get(1).known()).isNull();
    assertThat(turn.served()).isFalse();
    assertThat(turn.suite().claims().getFirst().verdict()).isEqualTo("fail");
  }

  @Test
  void whatIsFinishedIsThereBeforeTheEnd() {
    SharingOut sharing = sharing();
    free(sharing, "a");
    free(sharing, "b");
    say(sharing, "b", new SuiteWord.Begun(1, 0));
    say(sharing, "b", new SuiteWord.Ended(1, record("A", "pass")));
    assertThat(sharing.turns())
        .singleElement()
        .satisfies(turn -> assertThat(turn.suite().checks()).hasSize(1));
  }

  @Test
  void aServerThatCannotBeStartedIsMissingThere() {
    SharingOut sharing = sharing();
    free(sharing, "b");
    say(sharing, "b", new SuiteWord.Missing(0, "port taken"));
    assertThat(sharing.turns().getFirst().missing()).contains("on b: port taken");
    assertThat(heard).endsWith("missing on b: port taken");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "begun\nserver=0\ncheck=0",
        "begun\nserver=1\ncheck=1",
        "begun\nserver=2\ncheck=0",
        "begun\nserver=3\ncheck=0",
        "missing\nserver=0\nreason=x",
        "nonsense"
      })
  void whatCannotBeEndsTheRunWithItsName(String text) {
    SharingOut sharing = sharing();
    free(sharing, "a");
    free(sharing, "b");
    assertThatThrownBy(() -> sharing.answer("b", text))
        .isInstanceOf(ClusterException.class)
        .hasMessageStartingWith("agent b said what cannot be: ");
  }

  @Test
  void aRecordOfAnotherCheckOrVerdictOrServerIsRefused() {
    SharingOut sharing = sharing();
    free(sharing, "a");
    for (SuiteWord word :
        List.of(
            new SuiteWord.Ended(0, record("B", "pass")),
            new SuiteWord.Ended(0, record("A", "splendid")),
            new SuiteWord.Over(0, seen(1), true))) {
      assertThatThrownBy(() -> sharing.answer("a", word.text()))
          .isInstanceOf(ClusterException.class);
    }
    check(sharing, "a", 0);
    SuiteWord again = new SuiteWord.Over(0, seen(0), true);
    assertThatThrownBy(() -> sharing.answer("a", again.text()))
        .isInstanceOf(ClusterException.class);
  }

  @Test
  void whoHasAServerAndSaysNothingIsNamed() {
    SharingOut sharing = sharing();
    free(sharing, "a");
    sharing.at(5);
    free(sharing, "b");
    sharing.at(12);
    sharing.requireWords(12);
    assertThatThrownBy(() -> sharing.requireWords(10))
        .isInstanceOf(ClusterException.class)
        .hasMessageStartingWith("agent a has ended no check");
    check(sharing, "a", 0);
    sharing.requireWords(10);
  }
}
