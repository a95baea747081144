package stampede.harness.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.contract.History;
import stampede.contract.HistoryWriter;
import stampede.contract.Ledger;
import stampede.contract.LedgerWriter;
import stampede.contract.Outcome;
import stampede.contract.Scoreboard;

/** Two handlers, of which handler 0 is away from 1 s to 2 s; times in milliseconds. */
@Timeout(20)
class ReckoningTest {
  private static final long MS = 1_000_000;
  private static final long FROM = 1000;
  private static final long TO = 2000;

  private final History history = History.create(7, 1, 1000);
  private final Ledger ledger = Ledger.create(1000, 2);
  private final Scoreboard scoreboard = Scoreboard.create(2);
  private final HistoryWriter client = history.writer(0);
  private final LedgerWriter[] handlers = {
    ledger.writer(scoreboard.slot(0)), ledger.writer(scoreboard.slot(1))
  };

  @AfterEach
  void close() {
    history.close();
    ledger.close();
    scoreboard.close();
  }

  private static Strike strike(OptionalLong over) {
    return new Strike(
        FaultPlan.parse("stop@0s+1s"),
        FROM * MS,
        FROM * MS,
        over,
        List.of(0),
        List.of(99),
        List.of());
  }

  private Aftermath aftermath() {
    return Reckoning.of(
            List.of(strike(OptionalLong.of(TO * MS))), history, Optional.of(ledger), 2, 9000 * MS)
        .getFirst();
  }

  /** A request that comes, is accepted, and is answered a millisecond later. */
  private void serviced(int handler, long came, long accepted) {
    long id = client.invoke(came * MS, came * MS);
    handlers[handler].accepted(accepted * MS, 0);
    handlers[handler].begun(id, accepted * MS);
    handlers[handler].completed((accepted + 1) * MS, 0);
    client.end(
        id, Outcome.OK, handler, 0, came * MS, came * MS, (accepted + 1) * MS, (accepted + 1) * MS);
  }

  private void unanswered(long came, long ended) {
    long id = client.invoke(came * MS, came * MS);
    client.end(id, Outcome.INDETERMINATE, -1, 1, came * MS, came * MS, 0, ended * MS);
  }

  @Test
  void whoIsOvertakenWhileItsHandlerIsAwayIsStranded() {
    serviced(1, 1500, 1998);
    serviced(0, 1100, 2001);
    handlers[1].accepted(1999 * MS, 0);
    Aftermath aftermath = aftermath();
    assertThat(aftermath.stranded()).isEqualTo(1);
    assertThat(aftermath.longestStrandedNs()).isEqualTo(901 * MS);
    assertThat(aftermath.lost()).isZero();
  }

  @Test
  void whatAStoppedHandlerHadInHandIsNotAndTheNextIs() {
    serviced(1, 1500, 1998);
    handlers[1].accepted(1999 * MS, 0);
    serviced(0, 999, 2001);
    assertThat(aftermath().stranded()).isZero();
    serviced(0, 998, 2003);
    assertThat(aftermath().stranded()).as("it can hold one only").isEqualTo(1);
    assertThat(aftermath().longestStrandedNs()).isEqualTo(1005 * MS);
  }

  @Test
  void whoWaitsThoughAnotherHasNothingToDoIsStranded() {
    serviced(1, 1200, 1300);
    serviced(0, 1250, 2001);
    serviced(0, 1990, 2002);
    assertThat(aftermath().stranded()).as("the second came too late to tell").isEqualTo(1);
  }

  @Test
  void aSuccessorIsBackWhenItFirstAccepts() {
    serviced(1, 1200, 1300);
    serviced(0, 1100, 1900);
    serviced(0, 1250, 1902);
    Strike kill =
        new Strike(
            FaultPlan.parse("kill@0s"),
            FROM * MS,
            FROM * MS,
            OptionalLong.of(TO * MS),
            List.of(0),
            List.of(99),
            List.of());
    assertThat(Reckoning.of(List.of(kill), history, Optional.of(ledger), 2, 9000 * MS))
        .extracting(Aftermath::stranded)
        .containsExactly(2L);
  }

  @Test
  void whoeverTheOthersTakeAsWellWasNotBoundToTheOneAway() {
    serviced(1, 1200, 1300);
    serviced(0, 1250, 2001);
    serviced(1, 1260, 2002);
    assertThat(aftermath().stranded()).as("one queue, and a crowded machine").isZero();
  }

  @Test
  void whoWaitsInOneQueueForBusyHandlersIsNot() {
    serviced(1, 900, 1990);
    handlers[1].accepted(1992 * MS, 0);
    for (int i = 0; i < 10; i++) {
      serviced(i % 2, 901 + i, 2000 + i);
    }
    assertThat(aftermath().stranded()).isZero();
  }

  @Test
  void whoEndsWithoutAnAnswerMeanwhileIsLost() {
    unanswered(900, 1000);
    unanswered(1500, 6500);
    unanswered(500, 990);
    unanswered(2100, 2200);
    assertThat(aftermath().lost()).isEqualTo(2);
  }

  @Test
  void aRequestIsLostToOneStrikeOnly() {
    unanswered(900, 1500);
    List<Strike> two = List.of(strike(OptionalLong.of(TO * MS)), strike(OptionalLong.empty()));
    assertThat(Reckoning.of(two, history, Optional.of(ledger), 2, 9000 * MS))
        .extracting(Aftermath::lost)
        .containsExactly(1L, 0L);
  }

  @Test
  void noStrikeCostsNothing() {
    unanswered(900, 1500);
    assertThat(Reckoning.of(List.of(), history, Optional.of(ledger), 2, 9000 * MS)).isEmpty();
  }
}
