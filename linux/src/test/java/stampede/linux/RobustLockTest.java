package stampede.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.linux.RobustLock.Acquired;

@Timeout(40)
class RobustLockTest {
  private static final long OFFSET = 64;
  private static final long LONG_NS = 20_000_000_000L;

  private final SharedMemory memory = SharedMemory.create("lock", 4096);
  private final RobustLock lock = RobustLock.create(memory, OFFSET);

  /** A test that failed may hold the lock still, and must not keep it while its memory goes. */
  @AfterEach
  void close() {
    try {
      lock.unlock();
    } catch (LinuxException notHeld) {
      assertThat(notHeld.errno()).isEqualTo(Errno.EPERM);
    }
    memory.close();
  }

  @Test
  void isTakenGivenUpAndTakenAgain() {
    assertThat(lock.lock()).isEqualTo(Acquired.CLEAN);
    lock.unlock();
    assertThat(lock.tryLock()).isEqualTo(Acquired.CLEAN);
    lock.unlock();
    assertThat(lock.lock(LONG_NS)).isEqualTo(Acquired.CLEAN);
    lock.unlock();
  }

  @Test
  void excludesOtherThreads() {
    lock.lock();
    assertThat(Blocked.in(lock::tryLock).result()).isEqualTo(Acquired.BUSY);
    Blocked<Acquired> waiter = Blocked.in(this::lockAndUnlock);
    assertThat(waiter.isDone()).isFalse();

    lock.unlock();

    assertThat(waiter.result()).isEqualTo(Acquired.CLEAN);
  }

  @Test
  void tellsAnybodyWhichThreadHoldsIt() {
    assertThat(lock.holder()).isEmpty();
    lock.lock();
    Blocked<Acquired> waiter = Blocked.in(this::lockAndUnlock);
    assertThat(new RobustLock(memory, OFFSET).holder()).hasValue(ThisProcess.tid());

    lock.unlock();

    assertThat(waiter.result()).isEqualTo(Acquired.CLEAN);
    assertThat(lock.holder()).isEmpty();
    assertThat(Blocked.in(lock::lock).result()).isEqualTo(Acquired.CLEAN);
    await().untilAsserted(() -> assertThat(lock.holder()).as("it ended").isEmpty());
  }

  private Acquired lockAndUnlock() {
    Acquired acquired = lock.lock();
    lock.unlock();
    return acquired;
  }

  @Test
  void aWaitWithADeadlineEndsBusyAndNotBefore() {
    lock.lock();
    for (long timeoutNs : new long[] {-1, 0, 3_000_000}) {
      long begunNs = Clock.monotonicNs();

      assertThat(Blocked.in(() -> lock.lock(timeoutNs)).result()).isEqualTo(Acquired.BUSY);

      assertThat(Clock.monotonicNs() - begunNs).isGreaterThanOrEqualTo(timeoutNs);
    }
    lock.unlock();
  }

  @Test
  void aSignalDoesNotEndTheWait() {
    ThisProcess.interruptCallsOn(Signal.NUDGE);
    lock.lock();
    Blocked<Acquired> waiter = Blocked.in(() -> lock.lock(300_000_000L));

    assertThat(waiter.nudge()).isEqualTo(Acquired.BUSY);
    lock.unlock();
  }

  @Test
  void aThreadThatEndedWithTheLockLeavesItFromTheDead() {
    assertThat(Blocked.in(lock::lock).result()).isEqualTo(Acquired.CLEAN);

    assertThat(lock.lock(LONG_NS)).isEqualTo(Acquired.FROM_THE_DEAD);
    lock.unlock();
    assertThat(lock.tryLock()).as("is sound again").isEqualTo(Acquired.CLEAN);
    lock.unlock();
  }

  @Test
  void aKilledProcessLeavesTheLockFromTheDead() {
    try (Passing passing = new Passing();
        Child holder = Child.start(Holder.class, passing.name());
        MessageChannel channel = passing.give(memory.descriptor())) {
      assertThat(holder.line()).isEqualTo("CLEAN");
      assertThat(channel.isAbandoned()).isFalse();
      assertThat(lock.tryLock()).isEqualTo(Acquired.BUSY);
      Blocked<Acquired> waiter = Blocked.in(this::lockAndUnlock);
      assertThat(waiter.isDone()).isFalse();

      holder.kill();

      assertThat(waiter.result()).isEqualTo(Acquired.FROM_THE_DEAD);
      assertThat(lock.tryLock()).isEqualTo(Acquired.CLEAN);
      lock.unlock();
    }
  }

  static final class Holder {
    static void main(String[] arguments) throws InterruptedException {
      Child.boundLife();
      SharedMemory memory = SharedMemory.open(Passing.take(arguments[0]).getFirst());
      Child.say(new RobustLock(memory, OFFSET).lock());
      Child.stay();
      memory.close();
    }
  }

  @Test
  void takingItTwiceIsAnErrorAndNoSleepWithoutEnd() {
    lock.lock();

    assertThatThrownBy(lock::lock).hasMessageContaining("EDEADLK");
    assertThatThrownBy(() -> lock.lock(LONG_NS)).hasMessageContaining("EDEADLK");
    assertThatThrownBy(lock::tryLock).hasMessageContaining("EDEADLK");
    lock.unlock();
  }

  @Test
  void onlyItsHolderGivesItUp() {
    assertThatThrownBy(lock::unlock)
        .hasMessage("pthread_mutex_unlock(shared mutex): EPERM (operation not permitted)");
  }

  @Test
  void needsRoomABoundaryAndMemoryThatCanBeWritten() {
    assertThatThrownBy(() -> new RobustLock(memory, 4096 - 63))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> new RobustLock(memory, 4))
        .isInstanceOf(IllegalArgumentException.class);
    try (SharedMemory readOnly = SharedMemory.openReadOnly(memory.descriptor().duplicate())) {
      assertThatThrownBy(() -> new RobustLock(readOnly, 0))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }
}
