package stampede.linux;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class PollTest {
  private static final long LONG_NS = 20_000_000_000L;

  @Test
  void tellsTheEventsThatHold() {
    try (Pair pair = Pair.tcp()) {
      int client = pair.client().number();
      short both = (short) (Poll.IN | Poll.OUT);
      assertThat(Poll.await(client, both, LONG_NS)).isEqualTo(Poll.OUT);

      Sockets.send(pair.server().number(), NativeBuffer.allocate(1), 0, 1, 0);

      assertThat(Poll.await(client, Poll.IN, LONG_NS)).isEqualTo(Poll.IN);
      assertThat(Poll.await(client, both, -1)).isEqualTo(both);
    }
  }

  @Test
  void aResetIsReportedUnasked() {
    try (Pair pair = Pair.tcp()) {
      SocketOption.closeByReset(pair.client().number());
      pair.client().close();

      assertThat(Poll.await(pair.server().number(), (short) 0, LONG_NS))
          .isEqualTo(Poll.ERR | Poll.HUP);
    }
  }

  @Test
  void waitsNoLessThanTheTimeout() {
    try (EventFd silent = EventFd.create(false)) {
      for (long timeoutNs : new long[] {0, 1, 2_000_000}) {
        long begunNs = Clock.monotonicNs();

        assertThat(Poll.await(silent.number(), Poll.IN, timeoutNs)).isZero();

        assertThat(Clock.monotonicNs() - begunNs).isGreaterThanOrEqualTo(timeoutNs);
      }
    }
  }

  @Test
  void aNudgedThreadLeavesTheWait() {
    ThisProcess.interruptCallsOn(Signal.NUDGE);
    try (EventFd silent = EventFd.create(false)) {
      int fd = silent.number();

      assertThat(Blocked.in(() -> Poll.await(fd, Poll.IN, LONG_NS)).nudge())
          .isEqualTo(Sockets.INTERRUPTED);
    }
  }

  @Test
  void aWaitThroughSignalsKeepsItsDeadline() {
    ThisProcess.interruptCallsOn(Signal.NUDGE);
    try (EventFd silent = EventFd.create(false)) {
      long begunNs = Clock.monotonicNs();
      Blocked<Integer> waiter =
          Blocked.in(() -> Poll.awaitThroughSignals(silent.number(), Poll.IN, 200_000_000L));

      assertThat(waiter.nudge()).isZero();
      assertThat(Clock.monotonicNs() - begunNs).isGreaterThanOrEqualTo(200_000_000L);
    }
  }

  @Test
  void aDescriptorThatIsNotOpenIsAnError() {
    assertThat(Poll.await(1_000_000, Poll.IN, LONG_NS)).isEqualTo(Errno.EBADF.asResult());
  }
}
