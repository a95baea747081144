package stampede.contract;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.linux.Descriptor;
import stampede.linux.SharedMemory;

@Timeout(120)
class LedgerTest {
  private final Scoreboard scoreboard = Scoreboard.create(8);
  private final Ledger ledger = Ledger.create(100_000, 8);

  @AfterEach
  void giveBack() {
    ledger.close();
    scoreboard.close();
  }

  @Test
  void aNewLedgerShowsNothing() {
    assertThat(Services.shown(ledger)).isEmpty();
  }

  @Test
  void aServiceIsShownAsFarAsItCame() {
    LedgerWriter writer = ledger.writer(scoreboard.slot(3));
    writer.accepted(100, 1);
    assertThat(Services.shown(ledger))
        .containsExactly(new Services.Shown(Ledger.State.ACCEPTED, 0, 3, 1, 100, 0, 0));
    writer.begun(42, 110);
    assertThat(Services.shown(ledger))
        .containsExactly(new Services.Shown(Ledger.State.BEGUN, 42, 3, 1, 100, 110, 0));
    writer.completed(120, 2);
    assertThat(Services.shown(ledger))
        .containsExactly(new Services.Shown(Ledger.State.COMPLETED, 42, 3, 2, 100, 110, 120));
  }

  @Test
  void aServiceThatNamesNoHandlerIsNobodys() {
    Services.record(ledger.anonymousWriter(scoreboard.slot(3)), 42);

    assertThat(Services.shown(ledger).getFirst().handler()).isEqualTo(Ledger.NOBODY);
  }

  @Test
  void anAbandonedConnectionIsShownWithAndWithoutItsRequest() {
    LedgerWriter writer = ledger.writer(scoreboard.slot(0));
    writer.accepted(100, 1);
    writer.abandoned();
    writer.accepted(200, 1);
    writer.begun(42, 210);
    writer.abandoned();
    assertThat(Services.shown(ledger))
        .containsExactly(
            new Services.Shown(Ledger.State.ABANDONED, 0, 0, 1, 100, 0, 0),
            new Services.Shown(Ledger.State.ABANDONED, 42, 0, 1, 200, 210, 0));
  }

  @Test
  void recordsOfManyChunksComeInOrder() {
    LedgerWriter writer = ledger.writer(scoreboard.slot(0));
    long count = 3L * Ledger.CHUNK_RECORDS + 7;
    LongStream.rangeClosed(1, count).forEach(number -> Services.record(writer, number));
    assertThat(Services.shown(ledger))
        .allMatch(Services::isWhole)
        .extracting(Services.Shown::id)
        .isEqualTo(LongStream.rangeClosed(1, count).boxed().toList());
  }

  /**
   * Handlers that come and go all the time would otherwise use up the ledger with hardly a record.
   */
  @Test
  void handlersThatFollowEachOtherInASlotShareItsChunks() {
    int handlers = Ledger.CHUNK_RECORDS + 10;
    try (Ledger small = Ledger.create(handlers, 1)) {
      HandlerSlot slot = scoreboard.slot(3);
      LongStream.rangeClosed(1, handlers)
          .forEach(number -> Services.record(small.writer(slot), number));
      assertThat(slot.unrecorded()).isZero();
      assertThat(Services.shown(small))
          .allMatch(Services::isWhole)
          .extracting(Services.Shown::id)
          .isEqualTo(LongStream.rangeClosed(1, handlers).boxed().toList());
    }
  }

  @Test
  void manyWritersLoseAndMixNothing() throws InterruptedException {
    int perWriter = 10_000;
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      HandlerSlot slot = scoreboard.slot(i);
      LedgerWriter writer = ledger.writer(slot);
      long first = 1 + (long) i * perWriter;
      threads.add(
          Thread.ofPlatform()
              .start(
                  () ->
                      LongStream.range(first, first + perWriter)
                          .forEach(number -> Services.record(writer, number))));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    List<Services.Shown> shown = Services.shown(ledger);
    assertThat(shown).hasSize(8 * perWriter).allMatch(Services::isWhole);
    assertThat(shown)
        .allMatch(record -> record.handler() == (record.id() - 1) / perWriter)
        .extracting(Services.Shown::id)
        .doesNotHaveDuplicates();
  }

  @Test
  void aFullLedgerCountsWhatItCannotRecord() {
    try (Ledger small = Ledger.create(1, 1)) {
      HandlerSlot slot = scoreboard.slot(2);
      LedgerWriter writer = small.writer(slot);
      int room = 2 * Ledger.CHUNK_RECORDS;
      LongStream.rangeClosed(1, room + 5).forEach(number -> Services.record(writer, number));
      writer.accepted(1, 1);
      writer.abandoned();
      assertThat(Services.shown(small)).hasSize(room).allMatch(Services::isWhole);
      assertThat(slot.unrecorded()).isEqualTo(6);
    }
  }

  @Test
  void aRecordIsWholeInEveryMomentOfItsWriting() {
    try (Child child =
        Child.play(ChildRole.LEDGER, 90_000, scoreboard.descriptor(), ledger.descriptor())) {
      await().atMost(30, SECONDS).until(() -> !Services.shown(ledger).isEmpty());
      int seen = 0;
      while (seen < 90_000) {
        List<Services.Shown> shown = Services.shown(ledger);
        assertThat(shown.size()).isGreaterThanOrEqualTo(seen);
        assertThat(shown).allMatch(Services::isWhole);
        seen = shown.size();
      }
      child.awaitWord("played");
    }
  }

  @Test
  void whatAKilledWriterRecordedStays() throws InterruptedException {
    try (Ledger large = Ledger.create(20_000_000, 1);
        Child child =
            Child.play(
                ChildRole.LEDGER, 1_000_000_000, scoreboard.descriptor(), large.descriptor())) {
      await().atMost(30, SECONDS).until(() -> claimedChunks(large) > 2);
      child.kill();
      List<Services.Shown> shown = Services.shown(large);
      assertThat(shown).hasSizeGreaterThan(Ledger.CHUNK_RECORDS).allMatch(Services::isWhole);
      assertThat(shown.subList(0, shown.size() - 1))
          .allMatch(record -> record.state() == Ledger.State.COMPLETED);

      LedgerWriter successor = large.writer(scoreboard.slot(0));
      Services.record(successor, 7);
      assertThat(Services.shown(large)).hasSize(shown.size() + 1).allMatch(Services::isWhole);
    }
  }

  private static long claimedChunks(Ledger ledger) {
    return ledger.memory().getLongAcquire(64);
  }

  @Test
  void whatIsNoLedgerIsRefused() {
    try (SharedMemory other = SharedMemory.create("other", 8192);
        SharedMemory tiny = SharedMemory.create("tiny", 8)) {
      assertThatThrownBy(() -> Ledger.open(duplicate(other)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("not a ledger");
      assertThatThrownBy(() -> Ledger.open(duplicate(tiny)))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> Ledger.create(-1, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Ledger.create(1, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  private static Descriptor duplicate(SharedMemory memory) {
    return Descriptors.duplicate(memory.descriptor());
  }

  @Test
  void recordingAllocatesNothing() {
    LedgerWriter writer = ledger.writer(scoreboard.slot(0));
    Allocation.assertNone(() -> Services.record(writer, 42));
  }

  @Test
  void theWriterThatRecordsNothingRecordsNothing() {
    LedgerWriter writer = LedgerWriter.none();
    Services.record(writer, 1);
    writer.abandoned();
    assertThat(Services.shown(ledger)).isEmpty();
  }
}
