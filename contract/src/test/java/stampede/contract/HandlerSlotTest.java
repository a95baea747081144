package stampede.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HandlerSlotTest {
  private final Scoreboard scoreboard = Scoreboard.create(3);
  private final HandlerSlot slot = scoreboard.slot(1);

  private record Counter(
      String name, Consumer<HandlerSlot> count, ToLongFunction<HandlerSlot> value) {}

  private static final List<Counter> COUNTERS =
      List.of(
          new Counter("accepts", HandlerSlot::countAccept, HandlerSlot::accepts),
          new Counter("empty", HandlerSlot::countEmptyAccept, HandlerSlot::emptyAccepts),
          new Counter("interrupted", HandlerSlot::countInterruption, HandlerSlot::interruptions),
          new Counter("errors", HandlerSlot::countAcceptError, HandlerSlot::acceptErrors),
          new Counter("serviced", HandlerSlot::countServiced, HandlerSlot::serviced),
          new Counter("abandoned", HandlerSlot::countAbandoned, HandlerSlot::abandoned),
          new Counter("sleeps", HandlerSlot::countServiceSleep, HandlerSlot::serviceSleeps),
          new Counter("locks", HandlerSlot::countLockFromTheDead, HandlerSlot::locksFromTheDead),
          new Counter("unrecorded", HandlerSlot::countUnrecorded, HandlerSlot::unrecorded));

  @AfterEach
  void giveBack() {
    scoreboard.close();
  }

  @Test
  void everyCounterCountsForItself() {
    for (int i = 0; i < COUNTERS.size(); i++) {
      for (int times = 0; times <= i; times++) {
        COUNTERS.get(i).count().accept(slot);
      }
    }
    for (int i = 0; i < COUNTERS.size(); i++) {
      Counter counter = COUNTERS.get(i);
      assertThat(counter.value().applyAsLong(slot)).as(counter.name()).isEqualTo(i + 1);
      assertThat(counter.value().applyAsLong(scoreboard.slot(0))).as(counter.name()).isZero();
      assertThat(counter.value().applyAsLong(scoreboard.slot(2))).as(counter.name()).isZero();
    }
    assertThat(slot.currentRequest()).isZero();
    assertThat(slot.cpus().isEmpty()).isTrue();
  }

  @Test
  void everyStateIsShown() {
    for (HandlerState state : HandlerState.values()) {
      slot.setState(state);
      assertThat(slot.state()).isEqualTo(state);
    }
  }

  @Test
  void aNextHandlerFindsTheSlotEmptyAndTheCountersKept() {
    slot.prepare();
    slot.setIdentity(100, 101);
    slot.countAccept();
    slot.noteCpu(5);
    slot.setCurrentRequest(42);
    slot.wantStop();
    slot.prepare();
    assertThat(slot.state()).isEqualTo(HandlerState.STARTING);
    assertThat(slot.generation()).isEqualTo(2);
    assertThat(slot.pid()).isZero();
    assertThat(slot.tid()).isZero();
    assertThat(slot.currentRequest()).isZero();
    assertThat(slot.stopWanted()).isFalse();
    assertThat(slot.accepts()).isEqualTo(1);
    assertThat(slot.cpus().get(5)).isTrue();
  }

  @Test
  void aStopIsAskedForAndSeen() {
    assertThat(slot.stopWanted()).isFalse();
    slot.wantStop();
    assertThat(slot.stopWanted()).isTrue();
    assertThat(scoreboard.slot(2).stopWanted()).isFalse();
  }

  @Test
  void processAndThreadAreToldApart() {
    slot.setIdentity(4_194_303, 4_194_302);
    assertThat(slot.pid()).isEqualTo(4_194_303);
    assertThat(slot.tid()).isEqualTo(4_194_302);
  }

  @Test
  void everyCpuIsNotedAndNothingElse() {
    BitSet expected = new BitSet();
    for (int cpu : new int[] {0, 1, 63, 64, 127, 1023}) {
      slot.noteCpu(cpu);
      expected.set(cpu);
    }
    assertThat(slot.cpus()).isEqualTo(expected);
  }

  @Test
  void aCpuNumberOutOfRangeReachesNothing() {
    scoreboard.slot(2).setState(HandlerState.AVAILABLE);
    for (int cpu : new int[] {-1, -64, 1024, 2048, 2112, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      slot.noteCpu(cpu);
    }
    assertThat(slot.cpus().isEmpty()).isTrue();
    assertThat(slot.unrecorded()).isZero();
    assertThat(scoreboard.slot(2).state()).isEqualTo(HandlerState.AVAILABLE);
    assertThat(scoreboard.slot(2).pid()).isZero();
  }

  @Test
  void showingAndCountingAllocateNothing() {
    Allocation.assertNone(
        () -> {
          slot.setState(HandlerState.SERVICING);
          slot.setCurrentRequest(1);
          slot.countAccept();
          slot.noteCpu(3);
          slot.countServiced();
          slot.setState(HandlerState.AVAILABLE);
          slot.stopWanted();
          slot.state();
        });
  }
}
