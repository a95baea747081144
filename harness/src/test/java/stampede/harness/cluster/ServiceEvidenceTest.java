package stampede.harness.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.contract.History;
import stampede.contract.HistoryWriter;
import stampede.contract.Ledger;
import stampede.contract.LedgerWriter;
import stampede.contract.Outcome;
import stampede.contract.RequestId;
import stampede.contract.Scoreboard;
import stampede.harness.audit.Audit;
import stampede.harness.audit.AuditVerdict;
import stampede.harness.audit.MemberAudit;

/** What members find, added up, against the audit that has all records before it. */
@Timeout(120)
class ServiceEvidenceTest {
  private static final int ROOM = 20_000;
  private static final int[] RUNS = {7, 900, 65_535};

  private final Scoreboard scoreboard = Scoreboard.create(1);
  private final Ledger ledger = Ledger.create(ROOM, 1);
  private final LedgerWriter handler = ledger.writer(scoreboard.slot(0));
  private final Map<Integer, History> histories = new HashMap<>();
  private final Map<Integer, HistoryWriter> clients = new HashMap<>();

  ServiceEvidenceTest() {
    for (int run : RUNS) {
      History history = History.create(run, 2, ROOM);
      histories.put(run, history);
      clients.put(run, history.writer(run == 7 ? 1 : 0));
    }
  }

  @AfterEach
  void close() {
    histories.values().forEach(History::close);
    ledger.close();
    scoreboard.close();
  }

  private long attempt(int run, Outcome outcome) {
    long id = clients.get(run).invoke(1, 2);
    clients.get(run).end(id, outcome, -1, 0, 3, 4, 5, 6);
    return id;
  }

  private void service(long id) {
    handler.accepted(1, 0);
    handler.begun(id, 2);
    handler.completed(3, 0);
  }

  private AuditVerdict merged() {
    ServiceEvidence evidence = ServiceEvidence.of(ledger, histories.keySet());
    List<String> found = new ArrayList<>();
    histories.forEach(
        (run, history) ->
            found.add(MemberAudit.of(history, ServiceRecords.of(run, evidence.pieces(run)))));
    return MemberAudit.merged(found, true, evidence.foreign(), 0, false);
  }

  /** Each member against the whole ledger, the others left out: phantoms are of the first alone. */
  private long[] counted() {
    long[] sum = new long[5];
    for (History history : histories.values()) {
      AuditVerdict one =
          Audit.of(
              history,
              Optional.of(ledger),
              0,
              false,
              run -> histories.containsKey(run) && run != history.run());
      sum[0] += one.duplicated();
      sum[1] += one.lost();
      sum[2] += one.failedButServed();
      sum[3] += one.ok();
      sum[4] += one.invoked();
    }
    return sum;
  }

  @Test
  void aSoundServerPasses() {
    for (int i = 0; i < 3000; i++) {
      service(attempt(RUNS[i % 3], Outcome.OK));
    }
    AuditVerdict verdict = merged();
    assertThat(verdict.verdict()).isEqualTo(AuditVerdict.Verdict.PASS);
    assertThat(verdict.explanation())
        .isEqualTo("each of 3000 answered requests was serviced exactly once");
  }

  @Test
  void whatMembersFindIsWhatTheWholeAuditFinds() {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 5000; i++) {
      Outcome outcome = random.nextInt(100) == 0 ? Outcome.FAILED : Outcome.OK;
      long id = attempt(RUNS[random.nextInt(3)], outcome);
      int services = random.nextInt(100) == 0 ? random.nextInt(4) : 1;
      for (int service = 0; service < services; service++) {
        service(id);
      }
    }
    AuditVerdict verdict = merged();
    assertThat(
            new long[] {
              verdict.duplicated(),
              verdict.lost(),
              verdict.failedButServed(),
              verdict.ok(),
              verdict.invoked()
            })
        .as("seed " + seed)
        .isEqualTo(counted());
    assertThat(verdict.verdict()).isEqualTo(AuditVerdict.Verdict.FAIL);
    assertThat(verdict.examples()).hasSizeBetween(1, 20);
  }

  @Test
  void phantomsAreFoundWhosever() {
    service(attempt(7, Outcome.OK));
    service(RequestId.of(7, 1, 55));
    service(RequestId.of(7, 200, 0));
    service(RequestId.of(8, 0, 0));
    service(RequestId.of(900, 0, (1L << 40) - 1));
    assertThat(merged().phantom()).isEqualTo(4);
  }

  @Test
  void aServiceThatIsNotOverIsTold() {
    long id = attempt(900, Outcome.INDETERMINATE);
    handler.accepted(1, 0);
    handler.begun(id, 2);
    AuditVerdict verdict = merged();
    assertThat(verdict.unfinished()).isEqualTo(1);
    assertThat(verdict.indeterminate()).isEqualTo(1);
  }

  @Test
  void withoutALedgerNothingIsKnownOfTheServer() {
    attempt(7, Outcome.OK);
    String found = MemberAudit.of(histories.get(7), ServiceRecords.of(7, ServiceEvidence.none()));
    AuditVerdict verdict =
        MemberAudit.merged(List.of(found), false, new MemberAudit.Foreign(), 0, false);
    assertThat(verdict.verdict()).isEqualTo(AuditVerdict.Verdict.UNSUPPORTED);
    assertThat(verdict.lost()).isZero();
  }

  @Test
  void servicesThatFoundNoRoomMakeItInconclusive() {
    attempt(7, Outcome.OK);
    service(attempt(7, Outcome.OK));
    ServiceEvidence evidence = ServiceEvidence.of(ledger, List.of(7));
    String found = MemberAudit.of(histories.get(7), ServiceRecords.of(7, evidence.pieces(7)));
    assertThat(MemberAudit.merged(List.of(found), true, evidence.foreign(), 1, false).verdict())
        .isEqualTo(AuditVerdict.Verdict.INCONCLUSIVE);
    assertThat(MemberAudit.merged(List.of(found), true, evidence.foreign(), 0, false).verdict())
        .isEqualTo(AuditVerdict.Verdict.FAIL);
  }

  @Test
  void brokenEvidenceIsRefused() {
    assertThatThrownBy(() -> ServiceRecords.of(7, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    for (byte[] piece :
        List.of(
            new byte[] {9},
            new byte[] {ServiceEvidence.RECORD, 3},
            new byte[] {ServiceEvidence.RECORD, 77, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0},
            new byte[] {ServiceEvidence.BITS, 0, 0, 0, 0, 0, 0, 0, 0, 0, 127, 0, 0, 0, 1})) {
      List<ByteBuffer> pieces =
          List.of(ByteBuffer.wrap(new byte[] {ServiceEvidence.LEDGER}), ByteBuffer.wrap(piece));
      assertThatThrownBy(() -> MemberAudit.of(histories.get(7), ServiceRecords.of(7, pieces)))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
