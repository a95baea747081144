package stampede.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.linux.Futex.Ended;

@Timeout(40)
class FutexTest {
  private static final long LONG_NS = 20_000_000_000L;

  private final NativeBuffer memory = NativeBuffer.allocate(64);
  private final Futex futex = new Futex(memory, 4);

  @Test
  void doesNotSleepWhenTheValueIsAnother() {
    memory.putInt(4, 7);

    assertThat(futex.await(8, LONG_NS)).isEqualTo(Ended.CHANGED);
    assertThat(futex.await(8, -1)).isEqualTo(Ended.CHANGED);
  }

  @Test
  void sleepsNoLessThanTheTimeout() {
    for (long timeoutNs : new long[] {0, 2_000_000}) {
      long begunNs = Clock.monotonicNs();

      assertThat(futex.await(0, timeoutNs)).isEqualTo(Ended.TIMED_OUT);

      assertThat(Clock.monotonicNs() - begunNs).isGreaterThanOrEqualTo(timeoutNs);
    }
  }

  @Test
  void isWokenByAnotherThread() {
    Blocked<Ended> sleeper = Blocked.in(() -> futex.await(0, -1));

    await().until(() -> futex.wake(1) == 1);

    assertThat(sleeper.result()).isEqualTo(Ended.WOKEN);
  }

  @Test
  void wakesAsManyAsAskedForOrAll() {
    List<Blocked<Ended>> sleepers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      sleepers.add(Blocked.in(() -> futex.await(0, LONG_NS)));
    }

    await().until(() -> futex.wake(1) == 1);
    await().until(() -> sleepers.stream().filter(Blocked::isDone).count() == 1);
    int woken = 1;
    while (woken < 4) {
      woken += futex.wakeAll();
    }
    sleepers.forEach(sleeper -> assertThat(sleeper.result()).isEqualTo(Ended.WOKEN));
    assertThat(futex.wakeAll()).isZero();
  }

  @Test
  void aNudgedThreadLeavesTheSleep() {
    ThisProcess.interruptCallsOn(Signal.NUDGE);

    assertThat(Blocked.in(() -> futex.await(0, -1)).nudge()).isEqualTo(Ended.INTERRUPTED);
  }

  @Test
  void isWokenByAnotherProcess() {
    try (SharedMemory shared = SharedMemory.create("futex", 64);
        Passing passing = new Passing();
        Child child = Child.start(Waker.class, passing.name());
        MessageChannel channel = passing.give(shared.descriptor())) {
      assertThat(channel.isAbandoned()).isFalse();
      Futex across = new Futex(shared, 0);
      assertThat(child.line()).isEqualTo("ready");

      assertThat(across.await(0, LONG_NS)).isIn(Ended.WOKEN, Ended.CHANGED);
      assertThat(child.line()).isEqualTo("woke 1");
    }
  }

  static final class Waker {
    static void main(String[] arguments) {
      Child.boundLife();
      try (SharedMemory shared = SharedMemory.open(Passing.take(arguments[0]).getFirst())) {
        Child.say("ready");
        Futex futex = new Futex(shared, 0);
        await().until(() -> futex.wake(1) == 1);
        Child.say("woke 1");
      }
    }
  }

  @Test
  void liesOnItsBoundaryAndWithinTheMemory() {
    assertThatThrownBy(() -> new Futex(memory, 2)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Futex(memory, 64)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
