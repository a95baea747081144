package stampede.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PollSetTest {
  private static final long LONG_NS = 20_000_000_000L;

  private final PollSet set = new PollSet(3);
  private final EventFd one = EventFd.create(false);
  private final EventFd two = EventFd.create(false);

  @AfterEach
  void close() {
    one.close();
    two.close();
  }

  @Test
  void tellsWhatHoldsAtEachPlace() {
    set.set(0, one.number(), Poll.IN);
    set.set(2, two.number(), (short) (Poll.IN | Poll.OUT));
    one.signal(1);

    assertThat(set.await(LONG_NS)).isEqualTo(2);
    assertThat(set.events(0)).isEqualTo(Poll.IN);
    assertThat(set.events(1)).isZero();
    assertThat(set.events(2)).isEqualTo(Poll.OUT);
  }

  @Test
  void anEmptiedPlaceIsNotWaitedFor() {
    set.set(0, one.number(), Poll.IN);
    one.signal(1);
    assertThat(set.await(-1)).isEqualTo(1);

    set.clear(0);

    assertThat(set.await(0)).isZero();
    assertThat(set.events(0)).isZero();
  }

  @Test
  void waitsNoLessThanTheTimeout() {
    set.set(0, one.number(), Poll.IN);
    long begunNs = Clock.monotonicNs();

    assertThat(set.await(2_000_000)).isZero();

    assertThat(Clock.monotonicNs() - begunNs).isGreaterThanOrEqualTo(2_000_000);
  }

  @Test
  void aNudgedThreadLeavesTheWait() {
    ThisProcess.interruptCallsOn(Signal.NUDGE);

    assertThat(Blocked.in(() -> set.await(LONG_NS)).nudge()).isEqualTo(Sockets.INTERRUPTED);
  }

  @Test
  void aPlaceWhoseDescriptorIsNotOpenIsInvalid() {
    set.set(1, 1_000_000, Poll.IN);

    assertThat(set.await(LONG_NS)).isEqualTo(1);
    assertThat(set.events(1)).isEqualTo(Poll.INVALID);
  }

  @Test
  void hasNoPlacesButItsOwn() {
    assertThatThrownBy(() -> set.set(3, one.number(), Poll.IN))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> set.events(-1)).isInstanceOf(IndexOutOfBoundsException.class);
  }
}
