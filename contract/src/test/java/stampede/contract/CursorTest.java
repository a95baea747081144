package stampede.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Records read while they are written: each once, none before it is final, none forgotten. */
@Timeout(60)
class CursorTest {
  private static final int CHUNK = Ledger.CHUNK_RECORDS;

  private final Scoreboard scoreboard = Scoreboard.create(4);
  private final Ledger ledger = Ledger.create(200_000, 4);
  private final History history = History.create(3, 2, 100_000);
  private final List<Long> services = new ArrayList<>();
  private final List<String> attempts = new ArrayList<>();

  @AfterEach
  void giveBack() {
    ledger.close();
    history.close();
    scoreboard.close();
  }

  private void onService(
      Ledger.State state, long id, int handler, int cpu, long accepted, long begun, long done) {
    services.add(state == Ledger.State.COMPLETED ? id : -id);
  }

  private void onEnd(int thread, long sequence, Outcome outcome, int error) {
    attempts.add(thread + "." + sequence + " " + outcome + " " + error);
  }

  private static void end(HistoryWriter writer, long id, Outcome outcome, int error) {
    writer.end(id, outcome, -1, error, 1, 2, 3, 4);
  }

  @Test
  void serviceIsShownOnceAndOnlyWhenItIsOver() {
    LedgerCursor cursor = ledger.cursor();
    LedgerWriter one = ledger.writer(scoreboard.slot(0));
    LedgerWriter other = ledger.writer(scoreboard.slot(1));
    one.accepted(1, 0);
    one.begun(7, 2);
    Services.record(other, 8);
    cursor.advance(this::onService);
    assertThat(services).containsExactly(8L);

    one.completed(3, 0);
    one.accepted(4, 0);
    one.abandoned();
    other.accepted(5, 0);
    cursor.advance(this::onService);
    cursor.advance(this::onService);
    assertThat(services).containsExactly(8L, 7L, 0L);

    cursor.finish(this::onService);
    assertThat(services).as("the one accepted only").containsExactly(8L, 7L, 0L, 0L);
  }

  @Test
  void whatADeadHandlerLeftHoldsBackItsChunkAloneUntilTheEnd() {
    LedgerCursor cursor = ledger.cursor();
    LedgerWriter dead = ledger.writer(scoreboard.slot(0));
    dead.accepted(1, 0);
    dead.begun(5, 2);
    LedgerWriter successor = ledger.writer(scoreboard.slot(0));
    LongStream.range(10, 10 + 2 * CHUNK).forEach(id -> Services.record(successor, id));

    cursor.advance(this::onService);
    assertThat(services).hasSize(CHUNK + 1).doesNotContain(-5L);
    cursor.finish(this::onService);
    assertThat(services).hasSize(2 * CHUNK + 1).doesNotHaveDuplicates().contains(-5L);
  }

  @Test
  void chunksThatAreReadAreGivenBackAndWritingGoesOn() {
    LedgerCursor cursor = ledger.discardingCursor();
    LedgerWriter writer = ledger.writer(scoreboard.slot(0));
    for (int round = 0; round < 40; round++) {
      long first = 1 + (long) round * (CHUNK + 1);
      LongStream.range(first, first + CHUNK + 1).forEach(id -> Services.record(writer, id));
      cursor.advance(this::onService);
      assertThat(ledger.usedBytes()).isLessThan(4L * CHUNK * Ledger.RECORD_BYTES);
    }
    assertThat(services).isEqualTo(LongStream.rangeClosed(1, 40L * (CHUNK + 1)).boxed().toList());
  }

  @Test
  void attemptIsShownOnceItAndThoseBeforeItHaveEnded() {
    HistoryCursor cursor = history.cursor();
    HistoryWriter writer = history.writer(1);
    long first = writer.invoke(1, 1);
    long second = writer.invoke(1, 1);
    long third = writer.invoke(1, 1);
    end(writer, second, Outcome.OK, 0);
    cursor.advance(this::onEnd);
    assertThat(attempts).isEmpty();

    end(writer, first, Outcome.INDETERMINATE, 104);
    cursor.advance(this::onEnd);
    cursor.advance(this::onEnd);
    assertThat(attempts).containsExactly("1.0 INDETERMINATE 104", "1.1 OK 0");

    long fourth = writer.invoke(1, 1);
    end(writer, fourth, Outcome.FAILED, 111);
    cursor.finish(this::onEnd);
    assertThat(third).isEqualTo(RequestId.of(3, 1, 2));
    assertThat(attempts).hasSize(3).last().isEqualTo("1.3 FAILED 111");
  }

  @Test
  void attemptsThatAreReadAreGivenBackAndOthersAreLeftAlone() {
    HistoryCursor cursor = history.discardingCursor();
    HistoryWriter writer = history.writer(0);
    HistoryWriter other = history.writer(1);
    long kept = other.invoke(77, 1);
    for (int i = 0; i < 100_000; i++) {
      end(writer, writer.invoke(1, 1), Outcome.OK, 0);
      if (i % 1_000 == 0) {
        cursor.advance(this::onEnd);
        assertThat(history.usedBytes()).isLessThan(2L << 20);
      }
    }
    cursor.advance(this::onEnd);
    assertThat(attempts).hasSize(100_000);
    end(other, kept, Outcome.OK, 0);
    cursor.advance(this::onEnd);
    assertThat(attempts).hasSize(100_001).last().isEqualTo("1.0 OK 0");
    assertThat(history.establishedNs(1, 0)).isEqualTo(1);
  }
}
