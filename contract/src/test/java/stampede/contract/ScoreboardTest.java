package stampede.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.linux.RobustLock;
import stampede.linux.SharedMemory;

@Timeout(60)
class ScoreboardTest {
  private final Scoreboard scoreboard = Scoreboard.create(4);

  @AfterEach
  void giveBack() {
    scoreboard.close();
  }

  @Test
  void aNewScoreboardHasNoHandlers() {
    assertThat(scoreboard.slots()).isEqualTo(4);
    assertThat(scoreboard.all()).hasSize(4);
    assertThat(scoreboard.count(HandlerState.ABSENT)).isEqualTo(4);
    assertThat(scoreboard.spawnerPid()).isZero();
    assertThat(scoreboard.replaced()).isZero();
  }

  @Test
  void handlersAreCountedByState() {
    scoreboard.slot(0).setState(HandlerState.AVAILABLE);
    scoreboard.slot(1).setState(HandlerState.SERVICING);
    scoreboard.slot(2).setState(HandlerState.AVAILABLE);
    assertThat(scoreboard.count(HandlerState.AVAILABLE)).isEqualTo(2);
    assertThat(scoreboard.count(HandlerState.AVAILABLE, HandlerState.SERVICING)).isEqualTo(3);
    assertThat(scoreboard.count()).isZero();
  }

  @Test
  void anotherProcessesHandlerIsSeenAndSurvivesItsDeath() throws InterruptedException {
    try (Child child = Child.play(ChildRole.SLOT, 1_000, scoreboard.descriptor())) {
      child.awaitWord("played");
      child.kill();
      HandlerSlot slot = scoreboard.slot(1);
      assertThat(slot.state()).isEqualTo(HandlerState.SERVICING);
      assertThat(slot.pid()).isEqualTo(child.pid());
      assertThat(slot.tid()).isEqualTo(77);
      assertThat(slot.accepts()).isEqualTo(1_000);
      assertThat(slot.currentRequest()).isEqualTo(1_000);
      assertThat(slot.cpus().stream().boxed()).containsExactly(3);
      assertThat(scoreboard.slot(0).accepts()).isZero();
    }
  }

  @Test
  void theSpawnerNamesItselfAndCountsReplacements() {
    scoreboard.setSpawnerPid(4242);
    scoreboard.countReplaced();
    scoreboard.countReplaced();
    try (Scoreboard other = Scoreboard.open(Descriptors.duplicate(scoreboard.descriptor()))) {
      assertThat(other.slots()).isEqualTo(4);
      assertThat(other.spawnerPid()).isEqualTo(4242);
      assertThat(other.replaced()).isEqualTo(2);
    }
  }

  @Test
  void theAcceptLockIsOneForAllWhoMapIt() throws InterruptedException {
    assertThat(scoreboard.acceptLock().lock()).isEqualTo(RobustLock.Acquired.CLEAN);
    try (Scoreboard other = Scoreboard.open(Descriptors.duplicate(scoreboard.descriptor()))) {
      List<RobustLock.Acquired> tried = new CopyOnWriteArrayList<>();
      Thread thread = Thread.ofPlatform().start(() -> tried.add(other.acceptLock().tryLock()));
      thread.join();
      assertThat(tried).containsExactly(RobustLock.Acquired.BUSY);
    }
    scoreboard.acceptLock().unlock();
  }

  @Test
  void theFlagHasACacheLineOfItsOwn() {
    assertThat(scoreboard.flagOffset() % 64).isZero();
    scoreboard.flagMemory().putIntVolatile(scoreboard.flagOffset(), 1);
    assertThat(scoreboard.count(HandlerState.ABSENT)).isEqualTo(4);
    assertThat(scoreboard.acceptLock().tryLock()).isEqualTo(RobustLock.Acquired.CLEAN);
    scoreboard.acceptLock().unlock();
  }

  @Test
  void theMostHandlersFitAndMoreAreRefused() {
    try (Scoreboard largest = Scoreboard.create(Scoreboard.MAX_HANDLERS)) {
      largest.slot(Scoreboard.MAX_HANDLERS - 1).countAccept();
      assertThat(largest.slot(Scoreboard.MAX_HANDLERS - 1).accepts()).isEqualTo(1);
    }
    assertThatThrownBy(() -> Scoreboard.create(Scoreboard.MAX_HANDLERS + 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("4096");
    assertThatThrownBy(() -> Scoreboard.create(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> scoreboard.slot(4)).isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> scoreboard.slot(-1)).isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void whatIsNoScoreboardIsRefused() {
    try (SharedMemory other = SharedMemory.create("other", 8192)) {
      assertThatThrownBy(() -> Scoreboard.open(Descriptors.duplicate(other.descriptor())))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("not a scoreboard");
    }
  }
}
