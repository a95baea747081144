package stampede.harness.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
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

@Timeout(30)
class TrafficTest {
  private static final long MS = 1_000_000L;
  private static final int RUN = 7;

  private final Scoreboard scoreboard = Scoreboard.create(1);
  private final Ledger ledger = Ledger.create(10_000, 1);
  private final History history = History.create(RUN, 2, 1_000);
  private final LedgerWriter services = ledger.writer(scoreboard.slot(0));
  private final Intervals intervals = Intervals.of(1_000 * MS, 1_300 * MS);

  @AfterEach
  void giveBack() {
    history.close();
    ledger.close();
    scoreboard.close();
  }

  /** A request that goes well: its connection stands at once, and its answer is soon there. */
  private void exchange(HistoryWriter clients, long intendedNs, long waitNs) {
    long id = clients.invoke(intendedNs, intendedNs);
    service(id, intendedNs + waitNs);
    long closedNs = intendedNs + waitNs + MS;
    clients.end(id, Outcome.OK, 0, 0, intendedNs, intendedNs, closedNs, closedNs);
  }

  private void service(long id, long acceptedNs) {
    services.accepted(acceptedNs, 0);
    services.begun(id, acceptedNs);
    services.completed(acceptedNs, 0);
  }

  private Traffic traffic() {
    return Traffic.of(intervals, history, Optional.of(ledger));
  }

  @Test
  void eachRequestCountsWhereItWasMeantAcceptedAndAnswered() {
    exchange(history.writer(0), 1_010 * MS, 10 * MS);
    exchange(history.writer(1), 1_095 * MS, 110 * MS);
    Traffic traffic = traffic();
    assertThat(traffic.intended(0)).isEqualTo(2);
    assertThat(traffic.answered(0)).isEqualTo(1);
    assertThat(traffic.answered(1)).isZero();
    assertThat(traffic.answered(2)).isEqualTo(1);
    assertThat(traffic.waits(0, 0).getTotalCount()).isEqualTo(1);
    assertThat(traffic.waits(0, 0).getMaxValue()).isBetween(10 * MS, 11 * MS);
    assertThat(traffic.waits(2, 2).getMaxValue()).isBetween(110 * MS, 111 * MS);
    assertThat(traffic.waits(0, 2).getTotalCount()).isEqualTo(2);
  }

  @Test
  void whatLiesOutsideTheWindowIsLeftOut() {
    HistoryWriter clients = history.writer(0);
    exchange(clients, 990 * MS, MS);
    exchange(clients, 1_299 * MS, 2 * MS);
    Traffic traffic = traffic();
    assertThat(traffic.intended(2)).isEqualTo(1);
    assertThat(traffic.answered(0) + traffic.answered(1) + traffic.answered(2)).isZero();
    assertThat(traffic.waits(0, 2).getTotalCount()).isZero();
  }

  @Test
  void aServiceWithoutAnEndedAttemptHasNoWait() {
    long unfinished = history.writer(0).invoke(1_000 * MS, 1_000 * MS);
    service(unfinished, 1_010 * MS);
    service(RequestId.of(RUN, 1, 5), 1_010 * MS);
    service(RequestId.of(RUN + 1, 0, 0), 1_010 * MS);
    service(RequestId.of(RUN, 200, 0), 1_010 * MS);
    assertThat(traffic().waits(0, 2).getTotalCount()).isZero();
  }

  @Test
  void anAcceptSeenBeforeItsConnectionStoodIsAWaitOfNothing() {
    exchange(history.writer(0), 1_010 * MS, -MS);
    assertThat(traffic().waits(0, 0).getTotalCount()).isEqualTo(1);
    assertThat(traffic().waits(0, 0).getMaxValue()).isLessThan(1_000);
  }

  @Test
  void whatWasNotRecordedIsNotKnown() {
    assertThat(traffic().isRecorded()).isFalse();
    assertThat(traffic().waitsKnown()).isFalse();
    exchange(history.writer(1), 1_010 * MS, MS);
    assertThat(traffic().isRecorded()).isTrue();
    assertThat(traffic().waitsKnown()).isTrue();
    assertThat(Traffic.of(intervals, history, Optional.empty()).waitsKnown()).isFalse();
  }
}
