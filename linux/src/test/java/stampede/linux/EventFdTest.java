package stampede.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class EventFdTest {
  @Test
  void drainingTakesTheSumAndThenWouldBlock() {
    try (EventFd event = EventFd.create(false)) {
      assertThat(event.drain()).isEqualTo(Sockets.WOULD_BLOCK);
      assertThat(event.signal(2)).isZero();
      assertThat(event.signal(1L << 40)).isZero();

      assertThat(event.drain()).isEqualTo((1L << 40) + 2);
      assertThat(event.drain()).isEqualTo(Sockets.WOULD_BLOCK);
    }
  }

  @Test
  void aSemaphoreGivesOneAtATime() {
    try (EventFd event = EventFd.create(true)) {
      event.signal(2);

      assertThat(event.drain()).isEqualTo(1);
      assertThat(event.drain()).isEqualTo(1);
      assertThat(event.drain()).isEqualTo(Sockets.WOULD_BLOCK);
    }
  }

  @Test
  void oneThatBlocksWaitsUntilThereIsSomething() throws InterruptedException {
    try (EventFd event = EventFd.createBlocking(true)) {
      AtomicLong taken = new AtomicLong();
      Thread waiter = Thread.ofPlatform().start(() -> taken.set(event.drain()));
      event.signal(1);
      waiter.join(10_000);

      assertThat(taken).hasValue(1);
    }
  }

  @Test
  void aFullCounterTakesNoMore() {
    try (EventFd event = EventFd.create(false)) {
      assertThat(event.signal(-2)).as("2^64 - 2").isZero();

      assertThat(event.signal(1)).isEqualTo(Sockets.WOULD_BLOCK);
      assertThat(event.signal(-1)).isEqualTo(Errno.EINVAL.asResult());
    }
  }

  @Test
  void wakesWhoPollsForIt() {
    try (EventFd event = EventFd.create(false)) {
      Blocked<Integer> waiter = Blocked.in(() -> Poll.await(event.number(), Poll.IN, -1));

      event.signal(1);

      assertThat(waiter.result()).isEqualTo(Poll.IN);
    }
  }

  @Test
  void anAdoptedCounterIsTheSameCounter() {
    try (EventFd event = EventFd.create(false);
        EventFd adopted = EventFd.adopt(event.duplicate())) {
      event.signal(5);

      assertThat(adopted.drain()).isEqualTo(5);
    }
  }

  @Test
  void aClosedCounterIsAnError() {
    EventFd event = EventFd.create(false);
    event.close();

    assertThat(event.drain()).isEqualTo(Errno.EBADF.asResult());
    assertThat(event.signal(1)).isEqualTo(Errno.EBADF.asResult());
  }
}
