package stampede.harness.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.contract.Ledger;
import stampede.contract.Outcome;
import stampede.contract.RequestId;
import stampede.harness.audit.AuditVerdict.Verdict;

/** Every verdict and every count, each provoked by records written by hand. */
@Timeout(20)
class AuditTest {
  private Evidence evidence = Evidence.ofThreads(2);

  @AfterEach
  void close() {
    evidence.close();
  }

  private AuditVerdict audited(Verdict expected) {
    AuditVerdict verdict = evidence.audit();
    assertThat(verdict.verdict()).as(verdict.explanation()).isEqualTo(expected);
    return verdict;
  }

  private static void assertNamed(AuditVerdict verdict, String kind, long id) {
    assertThat(verdict.examples())
        .anySatisfy(
            example -> {
              assertThat(example.kind()).isEqualTo(kind);
              assertThat(example.requestId()).isEqualTo(RequestId.text(id));
              assertThat(example.detail()).isNotBlank();
            });
  }

  @Test
  void passesWhenEachWasServicedOnce() {
    for (int i = 0; i < 3_000; i++) {
      evidence.good();
    }
    AuditVerdict verdict = audited(Verdict.PASS);
    assertThat(verdict.ok()).isEqualTo(3_000);
    assertThat(verdict.invoked()).isEqualTo(3_000);
    assertThat(verdict.examples()).isEmpty();
    assertThat(verdict.explanation()).contains("3000").contains("exactly once");
  }

  @Test
  void aSecondServiceIsADuplicateHoweverOftenItIsRepeated() {
    evidence.good();
    long twice = evidence.good();
    evidence.service(3, twice);
    long often = evidence.good();
    for (int i = 0; i < 300; i++) {
      evidence.service(2, often);
    }
    AuditVerdict verdict = audited(Verdict.FAIL);
    assertThat(verdict.duplicated()).isEqualTo(2);
    assertNamed(verdict, "duplicated", twice);
    assertNamed(verdict, "duplicated", often);
    assertThat(verdict.explanation()).isEqualTo("2 serviced more than once");
  }

  @Test
  void anAnswerWithoutServiceIsLost() {
    evidence.good();
    long lost = evidence.attempt(Outcome.OK);
    AuditVerdict verdict = audited(Verdict.FAIL);
    assertThat(verdict.lost()).isEqualTo(1);
    assertNamed(verdict, "lost", lost);
  }

  @Test
  void aServiceBegunButNotCompletedIsLostWhenItWasAnswered() {
    evidence.good();
    long lost = evidence.attempt(Outcome.OK);
    evidence.begin(1, lost);
    AuditVerdict verdict = audited(Verdict.FAIL);
    assertThat(verdict.lost()).isEqualTo(1);
    assertThat(verdict.unfinished()).isEqualTo(1);
    assertNamed(verdict, "unfinished", lost);
  }

  @Test
  void aServiceNobodyInvokedIsPhantomWhateverMakesItForeign() {
    evidence.good();
    long anotherRun = RequestId.of(Evidence.RUN + 1, 0, 0);
    long anotherThread = RequestId.of(Evidence.RUN, 200, 0);
    long notYetInvoked = RequestId.of(Evidence.RUN, 0, 1);
    evidence.service(0, anotherRun);
    evidence.service(1, anotherThread);
    evidence.service(2, notYetInvoked);
    AuditVerdict verdict = audited(Verdict.FAIL);
    assertThat(verdict.phantom()).isEqualTo(3);
    assertNamed(verdict, "phantom", anotherRun);
    assertNamed(verdict, "phantom", anotherThread);
    assertNamed(verdict, "phantom", notYetInvoked);
  }

  @Test
  void aRefusedRequestMustNotBeServiced() {
    evidence.good();
    evidence.attempt(Outcome.FAILED);
    assertThat(audited(Verdict.PASS).failed()).isEqualTo(1);
    long served = evidence.attempt(Outcome.FAILED);
    evidence.service(0, served);
    AuditVerdict verdict = audited(Verdict.FAIL);
    assertThat(verdict.failedButServed()).isEqualTo(1);
    assertThat(verdict.failed()).isEqualTo(2);
    assertNamed(verdict, "failed but served", served);
  }

  @Test
  void aWrongAnswerFails() {
    evidence.good();
    long wrong = evidence.attempt(Outcome.ANSWERED_WRONGLY);
    evidence.service(0, wrong);
    AuditVerdict verdict = audited(Verdict.FAIL);
    assertThat(verdict.answeredWrongly()).isEqualTo(1);
    assertNamed(verdict, "answered wrongly", wrong);
  }

  @Test
  void withoutFaultsEveryRequestMustBeAnswered() {
    evidence.good();
    long cut = evidence.attempt(Outcome.INDETERMINATE);
    long open = evidence.attempt(Outcome.UNFINISHED);
    AuditVerdict verdict = audited(Verdict.FAIL);
    assertThat(verdict.indeterminate()).isEqualTo(2);
    assertNamed(verdict, "indeterminate", cut);
    assertNamed(verdict, "indeterminate", open);
  }

  @Test
  void theClientsErrorIsNamedInItsOwnWords() {
    int connectTimeout = 256;
    long id = evidence.invoke(0);
    evidence.end(0, id, Outcome.INDETERMINATE, connectTimeout);
    evidence.good();
    assertThat(evidence.audit().examples().getFirst().detail()).contains("connect.timeout");
  }

  @Test
  void withFaultsRequestsMayBeCutOffServicedOrNot() {
    evidence.good();
    long serviced = evidence.attempt(Outcome.INDETERMINATE);
    evidence.service(1, serviced);
    evidence.begin(2, evidence.attempt(Outcome.UNFINISHED));
    AuditVerdict verdict = evidence.auditWithFaults();
    assertThat(verdict.verdict()).isEqualTo(Verdict.PASS);
    assertThat(verdict.indeterminate()).isEqualTo(2);
    assertThat(verdict.unfinished()).isEqualTo(1);
    assertThat(verdict.explanation()).contains("of 2 cut off by a fault 1 were serviced");
    assertNamed(verdict, "indeterminate", serviced);
  }

  @Test
  void withFaultsACutOffRequestMustStillBeServicedAtMostOnce() {
    evidence.good();
    long twice = evidence.attempt(Outcome.INDETERMINATE);
    evidence.service(1, twice);
    evidence.service(2, twice);
    AuditVerdict verdict = evidence.auditWithFaults();
    assertThat(verdict.verdict()).isEqualTo(Verdict.FAIL);
    assertThat(verdict.duplicated()).isEqualTo(1);
  }

  @Test
  void connectionsGivenUpAreNoServices() {
    evidence.good();
    evidence.abandon(0);
    audited(Verdict.PASS);
  }

  @Test
  void nothingAnsweredProvesNothing() {
    evidence.attempt(Outcome.FAILED);
    assertThat(audited(Verdict.INCONCLUSIVE).explanation()).contains("no request was answered");
  }

  @Test
  void nothingInvokedProvesNothing() {
    assertThat(audited(Verdict.INCONCLUSIVE).invoked()).isZero();
  }

  @Test
  void withoutLedgerDoubleServiceCannotBeExcluded() {
    evidence.attempt(Outcome.OK);
    assertThat(evidence.auditWithoutLedger().verdict()).isEqualTo(Verdict.UNSUPPORTED);
    assertThat(evidence.auditWithoutLedger().lost()).isZero();
  }

  @Test
  void withoutLedgerAWrongAnswerStillFails() {
    evidence.attempt(Outcome.OK);
    evidence.attempt(Outcome.ANSWERED_WRONGLY);
    assertThat(evidence.auditWithoutLedger().verdict()).isEqualTo(Verdict.FAIL);
  }

  @Test
  void aFullHistoryIsInconclusiveAndItsOverflowNoPhantom() {
    evidence.close();
    evidence = Evidence.withRoomFor(10, 10_000);
    for (int i = 0; i < 15; i++) {
      evidence.good();
    }
    AuditVerdict verdict = audited(Verdict.INCONCLUSIVE);
    assertThat(verdict.invoked()).isEqualTo(15);
    assertThat(verdict.phantom()).isZero();
    assertThat(verdict.explanation()).contains("5 requests").contains("found no room");
  }

  @Test
  void aFullLedgerIsInconclusiveAndItsOverflowNotLost() {
    evidence.close();
    evidence = Evidence.withRoomFor(10_000, 0);
    for (int i = 0; i < Ledger.CHUNK_RECORDS + 5; i++) {
      long id = evidence.attempt(Outcome.OK);
      evidence.service(0, id);
    }
    AuditVerdict verdict = audited(Verdict.INCONCLUSIVE);
    assertThat(verdict.lost()).isZero();
    assertThat(verdict.explanation()).contains("5 services found no room");
  }

  @Test
  void aFullLedgerExcusesNoMoreThanItCouldNotHold() {
    evidence.close();
    evidence = Evidence.withRoomFor(10_000, 0);
    for (int i = 0; i < Ledger.CHUNK_RECORDS + 5; i++) {
      long id = evidence.attempt(Outcome.OK);
      evidence.service(0, id);
    }
    evidence.attempt(Outcome.OK);
    assertThat(audited(Verdict.FAIL).lost()).isEqualTo(1);
  }

  @Test
  void examplesAreBounded() {
    evidence.good();
    for (int i = 0; i < 500; i++) {
      evidence.attempt(Outcome.OK);
    }
    AuditVerdict verdict = audited(Verdict.FAIL);
    assertThat(verdict.lost()).isEqualTo(500);
    assertThat(verdict.examples()).hasSizeBetween(1, 20);
  }

  @Test
  void everyThreadsRecordsAreJoined() {
    for (int thread = 0; thread < 2; thread++) {
      long id = evidence.invoke(thread);
      evidence.end(thread, id, Outcome.OK, 0);
      evidence.service(thread, id);
    }
    assertThat(audited(Verdict.PASS).ok()).isEqualTo(2);
  }
}
