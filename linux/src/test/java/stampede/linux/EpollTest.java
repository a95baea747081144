package stampede.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class EpollTest {
  private static final long SECOND_NS = 1_000_000_000L;
  private static final long LONG_NS = 20 * SECOND_NS;

  private final Epoll epoll = Epoll.create(16);
  private final EventFd event = EventFd.create(false);

  @AfterEach
  void close() {
    epoll.close();
    event.close();
  }

  @Test
  void tellsWhichDescriptorIsReadyAndItsData() {
    try (EventFd silent = EventFd.create(false)) {
      assertThat(epoll.add(silent.number(), Epoll.IN, 1)).isZero();
      assertThat(epoll.add(event.number(), Epoll.IN, 0x1234_5678_9abc_def0L)).isZero();
      event.signal(1);

      assertThat(epoll.await(LONG_NS)).isEqualTo(1);
      assertThat(epoll.events(0)).isEqualTo(Epoll.IN);
      assertThat(epoll.data(0)).isEqualTo(0x1234_5678_9abc_def0L);
    }
  }

  @Test
  void severalEventsKeepApart() {
    List<EventFd> all = new ArrayList<>();
    try {
      for (int i = 0; i < 10; i++) {
        all.add(EventFd.create(false));
        epoll.add(all.get(i).number(), Epoll.IN, -i);
        all.get(i).signal(1);
      }

      assertThat(epoll.await(LONG_NS)).isEqualTo(10);
      List<Long> data = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        data.add(-epoll.data(i));
      }
      assertThat(data).containsExactlyInAnyOrder(0L, 1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L, 9L);
    } finally {
      all.forEach(Descriptor::close);
    }
  }

  @Test
  void returnsNoMoreEventsThanAskedFor() {
    try (Epoll small = Epoll.create(1)) {
      small.add(event.number(), Epoll.OUT, 1);
      small.add(epoll.number(), Epoll.IN, 2);
      epoll.add(event.number(), Epoll.OUT, 3);

      assertThat(small.await(LONG_NS)).isEqualTo(1);
    }
    assertThatThrownBy(() -> Epoll.create(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void levelTriggerTellsAgainAndAgain() {
    epoll.add(event.number(), Epoll.IN, 0);
    event.signal(1);

    assertThat(epoll.await(0)).isEqualTo(1);
    assertThat(epoll.await(0)).isEqualTo(1);
    event.drain();
    assertThat(epoll.await(0)).isZero();
  }

  @Test
  void edgeTriggerTellsOnceForEachChange() {
    epoll.add(event.number(), Epoll.IN | Epoll.EDGE, 0);
    event.signal(1);

    assertThat(epoll.await(0)).isEqualTo(1);
    assertThat(epoll.await(0)).isZero();
    event.signal(1);
    assertThat(epoll.await(0)).isEqualTo(1);
  }

  @Test
  void oneShotTellsOnceUntilItIsArmedAgain() {
    epoll.add(event.number(), Epoll.IN | Epoll.ONESHOT, 0);
    event.signal(1);

    assertThat(epoll.await(0)).isEqualTo(1);
    event.signal(1);
    assertThat(epoll.await(0)).isZero();
    assertThat(epoll.modify(event.number(), Epoll.IN | Epoll.ONESHOT, 7)).isZero();
    assertThat(epoll.await(0)).isEqualTo(1);
    assertThat(epoll.data(0)).isEqualTo(7);
  }

  @Test
  void exclusiveWakesOneOfThoseThatWait() {
    try (Epoll other = Epoll.create(1)) {
      assertThat(epoll.add(event.number(), Epoll.IN | Epoll.EXCLUSIVE | Epoll.EDGE, 0)).isZero();
      assertThat(other.add(event.number(), Epoll.IN | Epoll.EXCLUSIVE | Epoll.EDGE, 0)).isZero();
      Blocked<Integer> one = Blocked.in(() -> epoll.await(LONG_NS));
      Blocked<Integer> two = Blocked.in(() -> other.await(LONG_NS));

      event.signal(1);
      await().until(() -> one.isDone() || two.isDone());
      assertThat(one.isDone() && two.isDone()).isFalse();

      event.signal(1);
      assertThat(one.result() + two.result()).isEqualTo(2);
    }
  }

  @Test
  void exclusiveIsForAddingOnly() {
    epoll.add(event.number(), Epoll.IN, 0);

    assertThat(epoll.modify(event.number(), Epoll.IN | Epoll.EXCLUSIVE, 0))
        .isEqualTo(Errno.EINVAL.asResult());
  }

  @Test
  void tellsThatThePeerWillSendNoMore() {
    try (Pair pair = Pair.tcp()) {
      epoll.add(pair.server().number(), Epoll.RDHUP, 0);
      assertThat(epoll.await(0)).isZero();

      Sockets.shutdownWrite(pair.client().number());

      assertThat(epoll.await(LONG_NS)).isEqualTo(1);
      assertThat(epoll.events(0)).isEqualTo(Epoll.RDHUP);
    }
  }

  @Test
  void aResetIsReportedUnasked() {
    try (Pair pair = Pair.tcp()) {
      epoll.add(pair.server().number(), 0, 0);
      SocketOption.closeByReset(pair.client().number());
      pair.client().close();

      assertThat(epoll.await(LONG_NS)).isEqualTo(1);
      assertThat(epoll.events(0)).isEqualTo(Epoll.ERR | Epoll.HUP);
    }
  }

  @Test
  void tellsThatSendingIsPossible() {
    try (Pair pair = Pair.tcp()) {
      epoll.add(pair.client().number(), Epoll.OUT | Epoll.PRI | Epoll.WAKEUP, 0);

      assertThat(epoll.await(LONG_NS)).isEqualTo(1);
      assertThat(epoll.events(0)).isEqualTo(Epoll.OUT);
    }
  }

  @Test
  void waitsNoLessThanTheTimeoutInNanoseconds() {
    for (long timeoutNs : new long[] {1, 50_000, 3_000_000, SECOND_NS + 1}) {
      long begunNs = Clock.monotonicNs();

      assertThat(epoll.await(timeoutNs)).isZero();

      assertThat(Clock.monotonicNs() - begunNs).isGreaterThanOrEqualTo(timeoutNs);
    }
  }

  @Test
  void withoutTimeoutItWaitsUntilSomethingCame() {
    epoll.add(event.number(), Epoll.IN, 0);
    Blocked<Integer> waiter = Blocked.in(() -> epoll.await(-1));
    assertThat(waiter.isDone()).isFalse();

    event.signal(1);

    assertThat(waiter.result()).isEqualTo(1);
  }

  @Test
  void aNudgedThreadLeavesTheWait() {
    ThisProcess.interruptCallsOn(Signal.NUDGE);

    assertThat(Blocked.in(() -> epoll.await(-1)).nudge()).isEqualTo(Sockets.INTERRUPTED);
    assertThat(Blocked.in(() -> epoll.await(LONG_NS)).nudge()).isEqualTo(Sockets.INTERRUPTED);
  }

  @Test
  void threadsThatShareAnInstanceShareItsEvents() {
    try (Epoll shared = Epoll.share(epoll.duplicate(), 1)) {
      epoll.add(event.number(), Epoll.IN | Epoll.ONESHOT, 9);
      event.signal(1);

      assertThat(shared.await(LONG_NS)).isEqualTo(1);
      assertThat(shared.data(0)).isEqualTo(9);
      assertThat(epoll.await(0)).isZero();
    }
    assertThat(epoll.await(0)).as("lives on without the duplicate").isZero();
  }

  @Test
  void aSharedInstanceIsClosedOnce() {
    Epoll same = Epoll.share(epoll, 1);

    same.close();

    assertThat(epoll.isClosed()).isTrue();
    assertThat(epoll.await(0)).isEqualTo(Errno.EBADF.asResult());
  }

  @Test
  void removedAndUnknownDescriptorsAreTold() {
    assertThat(epoll.remove(event.number())).isEqualTo(Errno.ENOENT.asResult());
    assertThat(epoll.add(event.number(), Epoll.IN, 0)).isZero();
    assertThat(epoll.add(event.number(), Epoll.IN, 0)).isEqualTo(Errno.EEXIST.asResult());
    event.signal(1);

    assertThat(epoll.remove(event.number())).isZero();
    assertThat(epoll.await(0)).isZero();
    assertThat(epoll.add(1_000_000, Epoll.IN, 0)).isEqualTo(Errno.EBADF.asResult());
  }
}
