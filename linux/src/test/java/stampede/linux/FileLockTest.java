package stampede.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import stampede.linux.FileLock.Acquired;
import stampede.linux.FileLock.Owner;

@Timeout(40)
class FileLockTest {
  private final List<Descriptor> opened = new ArrayList<>();

  @AfterEach
  void closeAll() {
    opened.forEach(Descriptor::close);
  }

  private <T extends Descriptor> T keep(T descriptor) {
    opened.add(descriptor);
    return descriptor;
  }

  @ParameterizedTest
  @EnumSource
  void isTakenAgainByItsOwnerAndGivenUp(Owner owner) {
    try (FileLock lock = FileLock.create("lock", owner)) {
      assertThat(lock.tryLock()).isEqualTo(Acquired.HELD);
      assertThat(lock.lock()).isEqualTo(Acquired.HELD);
      lock.unlock();
      lock.unlock();
    }
  }

  @Test
  void descriptionsExcludeEachOtherWithinAProcess() {
    try (FileLock first = FileLock.create("lock", Owner.DESCRIPTION);
        FileLock second = FileLock.on(first, Owner.DESCRIPTION)) {
      first.lock();
      assertThat(second.tryLock()).isEqualTo(Acquired.BUSY);
      Blocked<Acquired> waiter = Blocked.in(second::lock);
      assertThat(waiter.isDone()).isFalse();

      first.unlock();

      assertThat(waiter.result()).isEqualTo(Acquired.HELD);
      assertThat(first.tryLock()).isEqualTo(Acquired.BUSY);
    }
  }

  @Test
  void aDuplicateIsTheSameDescriptionAndExcludesNothing() {
    FileLock lock = keep(FileLock.create("lock", Owner.DESCRIPTION));
    Descriptor duplicate = keep(lock.duplicate());
    lock.lock();
    lock.close();

    FileLock other = keep(FileLock.on(duplicate, Owner.DESCRIPTION));
    assertThat(other.tryLock()).as("the duplicate still holds it").isEqualTo(Acquired.BUSY);
    duplicate.close();
    assertThat(other.tryLock()).isEqualTo(Acquired.HELD);
  }

  @Test
  void aProcessDoesNotExcludeItselfAndLosesTheLockWithAnyDescriptor() {
    FileLock first = keep(FileLock.create("lock", Owner.PROCESS));
    FileLock second = keep(FileLock.on(first, Owner.PROCESS));
    FileLock witness = keep(FileLock.on(first, Owner.DESCRIPTION));
    first.lock();
    assertThat(second.tryLock()).isEqualTo(Acquired.HELD);
    assertThat(witness.tryLock()).as("the two kinds exclude each other").isEqualTo(Acquired.BUSY);

    second.close();

    assertThat(witness.tryLock()).isEqualTo(Acquired.HELD);
  }

  @Test
  void aNudgedThreadLeavesTheWait() {
    ThisProcess.interruptCallsOn(Signal.NUDGE);
    try (FileLock first = FileLock.create("lock", Owner.DESCRIPTION);
        FileLock second = FileLock.on(first, Owner.DESCRIPTION)) {
      first.lock();

      assertThat(Blocked.in(second::lock).nudge()).isEqualTo(Acquired.INTERRUPTED);
    }
  }

  @ParameterizedTest
  @EnumSource
  void isFreedWhenTheProcessThatHoldsItIsKilled(Owner owner) {
    try (FileLock lock = FileLock.create("lock", owner);
        Passing passing = new Passing();
        Child holder = Child.start(Holder.class, passing.name(), owner);
        MessageChannel channel = passing.give(lock)) {
      assertThat(holder.line()).isEqualTo("HELD");
      assertThat(channel.isAbandoned()).isFalse();
      assertThat(lock.tryLock()).isEqualTo(Acquired.BUSY);
      Blocked<Acquired> waiter = Blocked.in(lock::lock);
      assertThat(waiter.isDone()).isFalse();

      holder.kill();

      assertThat(waiter.result()).isEqualTo(Acquired.HELD);
    }
  }

  static final class Holder {
    static void main(String[] arguments) throws InterruptedException {
      Child.boundLife();
      Descriptor received = Passing.take(arguments[0]).getFirst();
      FileLock lock = FileLock.on(received, Owner.valueOf(arguments[1]));
      Child.say(lock.tryLock());
      Child.stay();
      lock.close();
    }
  }

  @Test
  void whatIsNotOpenIsAnError() {
    FileLock lock = FileLock.create("lock", Owner.DESCRIPTION);
    lock.close();

    assertThatThrownBy(lock::tryLock).hasMessageContaining("EBADF");
    assertThatThrownBy(lock::unlock).hasMessageContaining("EBADF");
    assertThatThrownBy(() -> FileLock.on(new Descriptor(1_000_000), Owner.PROCESS))
        .hasMessageContaining("open(/proc/self/fd/1000000): ENOENT");
  }

  @Test
  void waitersFollowOneAnother() {
    try (FileLock lock = FileLock.create("lock", Owner.DESCRIPTION);
        FileLock one = FileLock.on(lock, Owner.DESCRIPTION);
        FileLock two = FileLock.on(lock, Owner.DESCRIPTION)) {
      lock.lock();
      Blocked<Acquired> first = Blocked.in(one::lock);
      Blocked<Acquired> second = Blocked.in(two::lock);

      lock.unlock();
      await().until(() -> first.isDone() || second.isDone());
      assertThat(first.isDone() && second.isDone()).isFalse();
      (first.isDone() ? one : two).unlock();

      assertThat(first.result()).isEqualTo(Acquired.HELD);
      assertThat(second.result()).isEqualTo(Acquired.HELD);
    }
  }
}
