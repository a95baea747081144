package stampede.harness.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.report.Server;
import stampede.report.conformance.CheckRecord;
import stampede.report.conformance.Complaint;
import stampede.report.conformance.SuiteRecord;
import stampede.report.conformance.Summary;

/** What a run comes to, from the verdicts of its checks and what else happened. */
@Timeout(10)
class RulingTest {
  private static final KnownFailures A_IS_KNOWN =
      new KnownFailures(List.of(new KnownFailures.Line("known:1", "*", "A", "it leaks")));

  private static ConformancePlan plan(int checks, boolean strict, KnownFailures known) {
    List<Check> all =
        List.of("A", "B", "C", "D").stream()
            .map(id -> new Check(id, List.of(), "r", trial -> Finding.holds("", "")))
            .toList();
    return new ConformancePlan(
        List.of(),
        false,
        List.of(),
        all,
        all.subList(0, checks),
        1,
        true,
        Effort.BRIEF,
        1,
        strict,
        known,
        "c",
        new Repeat(1, ""));
  }

  private static CheckRecord check(String id, String verdict, KnownFailures known) {
    String reason = known.of("s", id).map(KnownFailures.Line::reason).orElse(null);
    return new CheckRecord(
        id, List.of(), verdict, "", "", "", List.of(), Map.of(), null, reason, "", 0);
  }

  private record Ruled(String verdict, List<Complaint> complaints) {}

  private static Ruled ruled(boolean strict, KnownFailures known, String... verdicts) {
    Ruling ruling = new Ruling(plan(verdicts.length, strict, known));
    List<CheckRecord> checks =
        IntStream.range(0, verdicts.length)
            .mapToObj(i -> check(String.valueOf((char) ('A' + i)), verdicts[i], known))
            .toList();
    SuiteRecord suite = suite(checks);
    ruling.judge(suite, true);
    return new Ruled(ruling.verdict(List.of(suite)), ruling.complaints());
  }

  private static SuiteRecord suite(List<CheckRecord> checks) {
    Server server = new Server("s", "s", null, 0, 1, Map.of(), null, null, true, null);
    return new SuiteRecord(server, checks, List.of(), Summary.of(checks), null);
  }

  private static String verdict(String... verdicts) {
    return ruled(false, KnownFailures.NONE, verdicts).verdict();
  }

  @Test
  void theWorstVerdictIsThatOfTheRun() {
    assertThat(verdict("pass", "differs", "unsupported")).isEqualTo("pass");
    assertThat(verdict("pass", "inconclusive")).isEqualTo("inconclusive");
    assertThat(verdict("inconclusive", "fail", "pass")).isEqualTo("fail");
  }

  @Test
  void strictFailsWhatDiffersAndWhatIsUnsupported() {
    assertThat(ruled(true, KnownFailures.NONE, "pass").verdict()).isEqualTo("pass");
    assertThat(ruled(true, KnownFailures.NONE, "pass", "differs").verdict()).isEqualTo("fail");
    assertThat(ruled(true, KnownFailures.NONE, "pass", "unsupported").verdict()).isEqualTo("fail");
  }

  @Test
  void aKnownFailureBreaksNothingUntilItIsGone() {
    assertThat(ruled(false, A_IS_KNOWN, "fail", "pass").verdict()).isEqualTo("pass");
    assertThat(ruled(false, A_IS_KNOWN, "fail", "fail").verdict()).isEqualTo("fail");
    assertThat(ruled(false, A_IS_KNOWN, "inconclusive").verdict()).isEqualTo("inconclusive");
    Ruled gone = ruled(false, A_IS_KNOWN, "pass", "pass");
    assertThat(gone.verdict()).isEqualTo("fail");
    assertThat(gone.complaints())
        .containsExactly(
            new Complaint("fail", "known:1: A fails no longer on s (pass): take the line out"));
  }

  @Test
  void aKnownFailureOfNoCheckBreaksTheRun() {
    KnownFailures unknown =
        new KnownFailures(List.of(new KnownFailures.Line("known:1", "*", "Z", "r")));
    Ruled ruled = ruled(false, unknown, "pass");
    assertThat(ruled.verdict()).isEqualTo("fail");
    assertThat(ruled.complaints().getFirst().text())
        .isEqualTo("known:1 names Z, which is no check");
  }

  @Test
  void fewerChecksThanSelectedOrNoRequestServicedIsInconclusive() {
    SuiteRecord suite = suite(List.of(check("A", "pass", KnownFailures.NONE)));
    Ruling fewer = new Ruling(plan(2, false, KnownFailures.NONE));
    fewer.judge(suite, true);
    assertThat(fewer.verdict(List.of(suite))).isEqualTo("inconclusive");
    assertThat(fewer.complaints().getFirst().text()).isEqualTo("1 of 2 checks were run on s");
    Ruling dead = new Ruling(plan(1, false, KnownFailures.NONE));
    dead.judge(suite, false);
    assertThat(dead.verdict(List.of(suite))).isEqualTo("inconclusive");
    assertThat(new Ruling(plan(1, false, KnownFailures.NONE)).verdict(List.of()))
        .isEqualTo("inconclusive");
  }

  @Test
  void aServerThatCannotBeStartedIsUnavailableUnlessSomethingFailed() {
    SuiteRecord good = suite(List.of(check("A", "pass", KnownFailures.NONE)));
    SuiteRecord bad = suite(List.of(check("A", "fail", KnownFailures.NONE)));
    Ruling ruling = new Ruling(plan(1, false, KnownFailures.NONE));
    ruling.missing("t", "port taken");
    assertThat(ruling.verdict(List.of(good))).isEqualTo("unavailable");
    assertThat(ruling.verdict(List.of(good, bad))).isEqualTo("fail");
  }
}
