package stampede.contract;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.linux.SharedMemory;

@Timeout(120)
class HistoryTest {
  private static final int RUN = 9;

  private final History history = History.create(RUN, 4, 200_000);

  private record Shown(
      long id,
      Outcome outcome,
      int handler,
      long intendedNs,
      long begunNs,
      long establishedNs,
      long sentNs,
      long firstByteNs,
      long closedNs) {}

  @AfterEach
  void giveBack() {
    history.close();
  }

  private static List<Shown> shown(History history, int thread) {
    List<Shown> all = new ArrayList<>();
    history.read(
        thread,
        (id, outcome, handler, intended, begun, established, sent, firstByte, closed) ->
            all.add(
                new Shown(
                    id, outcome, handler, intended, begun, established, sent, firstByte, closed)));
    return all;
  }

  @Test
  void anAttemptUnderWayIsUnfinishedAndAnsweredByNobody() {
    long id = history.writer(2).invoke(10, 20);
    assertThat(id).isEqualTo(RequestId.of(RUN, 2, 0));
    assertThat(shown(history, 2))
        .containsExactly(new Shown(id, Outcome.UNFINISHED, -1, 10, 20, 0, 0, 0, 0));
    assertThat(history.outcome(2, 0)).isEqualTo(Outcome.UNFINISHED);
  }

  @Test
  void everyOutcomeIsShownWithItsTimesHandlerAndError() {
    HistoryWriter writer = history.writer(1);
    for (Outcome outcome : Outcome.values()) {
      long id = writer.invoke(1, 2);
      writer.end(id, outcome, 7, 111, 3, 4, 5, 6);
      long sequence = RequestId.sequence(id);
      int handler = outcome == Outcome.UNFINISHED ? -1 : 7;
      assertThat(shown(history, 1)).contains(new Shown(id, outcome, handler, 1, 2, 3, 4, 5, 6));
      assertThat(history.outcome(1, sequence)).isEqualTo(outcome);
      assertThat(history.error(1, sequence)).isEqualTo(111);
      assertThat(history.establishedNs(1, sequence)).isEqualTo(3);
    }
  }

  @Test
  void nobodyAndTheLastHandlerAreToldApart() {
    HistoryWriter writer = history.writer(0);
    writer.end(writer.invoke(1, 2), Outcome.FAILED, -1, 0, 0, 0, 0, 0);
    writer.end(writer.invoke(1, 2), Outcome.OK, Scoreboard.MAX_HANDLERS - 1, -5, 0, 0, 0, 0);
    assertThat(shown(history, 0)).extracting(Shown::handler).containsExactly(-1, 4095);
    assertThat(history.error(0, 1)).isEqualTo(-5);
  }

  @Test
  void attemptsMayEndInAnyOrder() {
    HistoryWriter writer = history.writer(0);
    long first = writer.invoke(1, 2);
    long second = writer.invoke(3, 4);
    writer.end(second, Outcome.OK, 1, 0, 5, 6, 7, 8);
    writer.end(first, Outcome.INDETERMINATE, -1, 0, 5, 6, 0, 8);
    assertThat(shown(history, 0))
        .extracting(Shown::outcome)
        .containsExactly(Outcome.INDETERMINATE, Outcome.OK);
  }

  @Test
  void threadsWriteSideBySide() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < history.threads(); i++) {
      HistoryWriter writer = history.writer(i);
      threads.add(Thread.ofPlatform().start(() -> attempt(writer, 50_000)));
    }
    for (Thread thread : threads) {
      thread.join();
    }
    for (int i = 0; i < history.threads(); i++) {
      int thread = i;
      assertThat(shown(history, i))
          .hasSize(50_000)
          .allMatch(shown -> RequestId.thread(shown.id()) == thread && isWhole(shown));
    }
  }

  private static void attempt(HistoryWriter writer, int count) {
    for (long i = 1; i <= count; i++) {
      writer.end(writer.invoke(i, i + 1), Outcome.OK, 3, 0, i + 2, i + 3, i + 4, i + 5);
    }
  }

  /** Whether a record is what {@link ChildRole#HISTORY} writes. */
  private static boolean isWhole(Shown shown) {
    long number = RequestId.sequence(shown.id()) + 1;
    boolean begun = shown.intendedNs() == number && shown.begunNs() == number + 1;
    return begun
        && (shown.outcome() == Outcome.UNFINISHED
            || (shown.outcome() == Outcome.OK
                && shown.handler() == 3
                && shown.establishedNs() == number + 2
                && shown.sentNs() == number + 3
                && shown.firstByteNs() == number + 4
                && shown.closedNs() == number + 5));
  }

  @Test
  void countersTellWhatIsUnderWay() {
    HistoryWriter writer = history.writer(3);
    LoadCounters counters = history.counters(3);
    long first = writer.invoke(1, 2);
    writer.invoke(1, 2);
    writer.end(first, Outcome.OK, 0, 0, 0, 0, 0, 0);
    assertThat(counters.invoked()).isEqualTo(2);
    assertThat(counters.ended()).isEqualTo(1);
    assertThat(counters.ended(Outcome.OK)).isEqualTo(1);
    assertThat(counters.ended(Outcome.FAILED)).isZero();
    assertThat(history.counters(0).invoked()).isZero();
  }

  @Test
  void aFullHistoryCountsWhatItCannotRecordAndKeepsTheRest() {
    try (History small = History.create(RUN, 2, 10)) {
      HistoryWriter writer = small.writer(0);
      attempt(writer, 15);
      assertThat(small.recorded(0)).isEqualTo(10);
      assertThat(small.unrecorded(0)).isEqualTo(5);
      assertThat(small.counters(0).ended(Outcome.OK)).isEqualTo(15);
      assertThat(shown(small, 0)).hasSize(10).allMatch(HistoryTest::isWhole);
      assertThat(shown(small, 1)).isEmpty();
    }
  }

  @Test
  void aRecordIsWholeInEveryMomentOfItsWriting() {
    try (Child child = Child.play(ChildRole.HISTORY, 200_000, history.descriptor())) {
      int seen = 0;
      while (seen < 200_000) {
        List<Shown> shown = shown(history, 0);
        // an attempt that ends while it is read may show some of its times before its outcome
        assertThat(shown).allMatch(HistoryTest::isWhole);
        assertThat(shown.size()).isGreaterThanOrEqualTo(seen);
        seen = shown.size();
      }
      child.awaitWord("played");
    }
  }

  @Test
  void whatAKilledWriterRecordedStays() throws InterruptedException {
    try (History large = History.create(RUN, 1, 50_000_000);
        Child child = Child.play(ChildRole.HISTORY, 1_000_000_000, large.descriptor())) {
      await().atMost(30, SECONDS).until(() -> large.recorded(0) > 10_000);
      child.kill();
      long invoked = large.counters(0).invoked();
      assertThat(invoked - large.counters(0).ended()).isBetween(0L, 1L);
      long whole = 0;
      for (long i = 0; i < Math.min(invoked, 1_000_000) - 1; i++) {
        whole += large.outcome(0, i) == Outcome.OK ? 1 : 0;
      }
      assertThat(whole).isEqualTo(Math.min(invoked, 1_000_000) - 1);
    }
  }

  @Test
  void whatCannotBeIsRefused() {
    assertThatThrownBy(() -> History.create(0, 1, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> History.create(65536, 1, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> History.create(1, 0, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> History.create(1, 257, 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> history.writer(4)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> history.counters(-1)).isInstanceOf(IndexOutOfBoundsException.class);
    try (SharedMemory other = SharedMemory.create("other", 8192)) {
      assertThatThrownBy(() -> History.open(Descriptors.duplicate(other.descriptor())))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("not a history");
    }
  }

  @Test
  void anotherMappingSeesTheSame() {
    attempt(history.writer(0), 3);
    try (History other = History.open(Descriptors.duplicate(history.descriptor()))) {
      assertThat(other.run()).isEqualTo(RUN);
      assertThat(other.threads()).isEqualTo(4);
      assertThat(shown(other, 0)).isEqualTo(shown(history, 0));
    }
  }

  @Test
  void recordingAllocatesNothing() {
    HistoryWriter writer = history.writer(0);
    Allocation.assertNone(() -> writer.end(writer.invoke(1, 2), Outcome.OK, 1, 0, 3, 4, 5, 6));
  }
}
