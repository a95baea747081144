package stampede.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
class IoUringTest {
  private static final long SECOND_NS = 1_000_000_000L;
  private static final long LONG_NS = 5 * SECOND_NS;

  @BeforeAll
  static void needed() {
    Uring.assumeAvailable();
  }

  private final IoUring ring = IoUring.create(4, 8, IoUring.Completing.WHILE_WAITING);
  private final Submissions submissions = ring.submissions();
  private final Completions completions = ring.completions();
  private final EventFd event = EventFd.create(false);

  @AfterEach
  void close() {
    ring.close();
    event.close();
  }

  @Test
  void completesWhatItWasAskedWithItsUserData() {
    submissions.nop(0x1234_5678_9abc_def0L, 0);
    assertThat(submissions.pending()).isEqualTo(1);

    assertThat(ring.submitAndWait(1, -1)).isEqualTo(1);

    assertThat(submissions.pending()).isZero();
    assertThat(completions.userData(0)).isEqualTo(0x1234_5678_9abc_def0L);
    assertThat(completions.result(0)).isZero();
    assertThat(completions.hasMore(0)).isFalse();
    completions.advance(1);
    assertThat(completions.ready()).isZero();
  }

  @Test
  void goesRoundItsQueuesManyTimes() {
    for (long i = 0; i < 50; i++) {
      submissions.nop(i, 0);
      submissions.nop(-i, 0);
      submissions.nop(i, Submissions.SKIP_SUCCESS);
      assertThat(ring.submit()).isEqualTo(3);
      assertThat(ring.flush()).isEqualTo(2);
      assertThat(completions.userData(0)).isEqualTo(i);
      assertThat(completions.userData(1)).isEqualTo(-i);
      completions.advance(2);
    }
    assertThat(ring.submit()).as("nothing prepared").isZero();
  }

  @Test
  void preparesNoMoreThanThereIsRoomFor() {
    assertThat(submissions.capacity()).isEqualTo(4);
    assertThat(completions.capacity()).isEqualTo(8);
    for (int i = 4; i > 0; i--) {
      assertThat(submissions.room()).isEqualTo(i);
      submissions.nop(i, 0);
    }

    assertThatThrownBy(() -> submissions.nop(0, 0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("all 4 entries");

    assertThat(ring.submitAndWait(4, LONG_NS)).isEqualTo(4);
    assertThat(submissions.room()).isEqualTo(4);
  }

  @Test
  void whatHasNoRoomWaitsInTheKernel() {
    Set<Long> seen = new HashSet<>();
    for (long i = 0; i < 12; i++) {
      submissions.nop(i, 0);
      assertThat(ring.submit()).isEqualTo(1);
    }
    ring.flush();
    assertThat(completions.ready()).isEqualTo(8);
    assertThat(completions.overflowed()).isTrue();

    while (completions.ready() > 0) {
      for (int i = completions.ready() - 1; i >= 0; i--) {
        seen.add(completions.userData(i));
      }
      completions.advance(completions.ready());
      assertThat(ring.flush()).isNotNegative();
    }

    assertThat(seen).hasSize(12);
    assertThat(completions.overflowed()).isFalse();
    assertThat(completions.lost()).isZero();
  }

  @Test
  void waitsNoLessThanTheTimeoutAndSaysThatLittleCame() {
    for (long timeoutNs : new long[] {0, 1, 50_000, 3_000_000}) {
      submissions.nop(1, 0);
      long begunNs = Clock.monotonicNs();

      assertThat(ring.submitAndWait(2, timeoutNs)).as("prepared and late").isEqualTo(1);
      assertThat(Clock.monotonicNs() - begunNs).isGreaterThanOrEqualTo(timeoutNs);
      assertThat(ring.submitAndWait(2, timeoutNs)).as("only late").isEqualTo(1);

      completions.advance(1);
    }
  }

  @Test
  void aNudgedThreadLeavesTheWait() {
    ThisProcess.interruptCallsOn(Signal.NUDGE);

    for (long timeoutNs : new long[] {-1, LONG_NS}) {
      assertThat(Blocked.in(() -> waitForNothing(timeoutNs, false)).nudge())
          .isEqualTo(Sockets.INTERRUPTED);
      assertThat(Blocked.in(() -> waitForNothing(timeoutNs, true)).nudge())
          .as("although something was submitted by the same call")
          .isEqualTo(Sockets.INTERRUPTED);
    }
  }

  private static int waitForNothing(long timeoutNs, boolean prepared) {
    try (EventFd silent = EventFd.create(false);
        IoUring own = IoUring.create(1, 1, IoUring.Completing.WHILE_WAITING)) {
      if (prepared) {
        own.submissions().pollAdd(silent.number(), Poll.IN, 1, 0);
      }
      return own.submitAndWait(1, timeoutNs);
    }
  }

  @Test
  void pollTellsTheEventsThatHold() {
    submissions.pollAdd(event.number(), Poll.IN, 1, 0);
    assertThat(ring.submit()).isEqualTo(1);
    assertThat(ring.flush()).isZero();

    event.signal(1);

    assertThat(ring.submitAndWait(1, LONG_NS)).isEqualTo(1);
    assertThat(completions.result(0)).isEqualTo(Poll.IN);
  }

  @Test
  void whatCameIsSeenWithoutACall() {
    submissions.pollAdd(event.number(), Poll.IN, 1, 0);
    assertThat(ring.submitAndWait(0, -1)).isZero();
    assumeFalse(completions.mightCome(), "this kernel does not tell: Linux 5.19 is needed");

    event.signal(1);

    assertThat(completions.ready()).as("it waits for the thread").isZero();
    assertThat(completions.mightCome()).isTrue();
    assertThat(ring.flush()).isEqualTo(1);
    assertThat(completions.mightCome()).isFalse();
  }

  @Test
  void timeoutsEndByThemselvesOrBoundWhatTheyAreLinkedTo() {
    submissions.timeout(1_000_000, 1, 0);
    submissions.pollAdd(event.number(), Poll.IN, 2, Submissions.LINK);
    submissions.linkTimeout(1_000_000, 3, 0);

    assertThat(ring.submitAndWait(3, LONG_NS)).isEqualTo(3);

    assertThat(Uring.resultOf(completions, 1)).isEqualTo(Errno.ETIME.asResult());
    assertThat(Uring.resultOf(completions, 2)).isEqualTo(Errno.ECANCELED.asResult());
    assertThat(Uring.resultOf(completions, 3)).isEqualTo(Errno.ETIME.asResult());
  }

  @Test
  void cancelledOperationsSaySo() {
    submissions.pollAdd(event.number(), Poll.IN, 7, 0);
    submissions.cancel(7, 8, 0);
    submissions.cancel(9, 10, 0);

    assertThat(ring.submitAndWait(3, LONG_NS)).isEqualTo(3);

    assertThat(Uring.resultOf(completions, 7)).isEqualTo(Errno.ECANCELED.asResult());
    assertThat(Uring.resultOf(completions, 8)).isZero();
    assertThat(Uring.resultOf(completions, 10)).isEqualTo(Errno.ENOENT.asResult());
  }

  @Test
  void errorsOfAnOperationAreResultsOfItAlone() {
    submissions.pollAdd(1_000_000, Poll.IN, 1, 0);
    submissions.recv(event.number(), NativeBuffer.allocate(1), 0, 1, 0, 2, 0);
    submissions.nop(3, 0);

    assertThat(ring.submitAndWait(3, LONG_NS)).isEqualTo(3);

    assertThat(Uring.resultOf(completions, 1)).isEqualTo(Errno.EBADF.asResult());
    assertThat(Uring.resultOf(completions, 2)).isEqualTo(Errno.ENOTSOCK.asResult());
    assertThat(Uring.resultOf(completions, 3)).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void sendsAndReceivesThroughSockets(IoUring.Completing completing) {
    NativeBuffer sent = NativeBuffer.of("0123456789".getBytes(StandardCharsets.UTF_8));
    NativeBuffer received = NativeBuffer.allocate(64);
    try (Pair pair = Pair.tcp();
        IoUring own = IoUring.create(4, 8, completing)) {
      Submissions prepare = own.submissions();
      prepare.recv(pair.server().number(), received, 8, 20, 0, 1, 0);
      prepare.recv(pair.client().number(), received, 60, 1, 0, 4, 0);
      prepare.send(pair.client().number(), sent, 2, 5, 0, 2, Submissions.LINK);
      prepare.shutdownWrite(pair.client().number(), 3, 0);
      assertThat(own.submitAndWait(3, LONG_NS)).isEqualTo(3);
      assertThat(Uring.resultOf(own.completions(), 1)).isEqualTo(5);
      assertThat(Uring.resultOf(own.completions(), 2)).isEqualTo(5);
      assertThat(Uring.resultOf(own.completions(), 3)).isZero();
      assertThat(received.getText(8, 5)).isEqualTo("23456");
      own.completions().advance(3);

      prepare.close(pair.server().duplicate().number(), 5, Submissions.ASYNC);
      prepare.send(pair.server().number(), sent, 0, 1, 0, 6, Submissions.SKIP_SUCCESS);
      assertThat(own.submitAndWait(2, LONG_NS)).isEqualTo(2);
      assertThat(Uring.resultOf(own.completions(), 4)).isEqualTo(1);
      assertThat(Uring.resultOf(own.completions(), 5)).isZero();
    }
  }

  @Test
  void neverReadsOrWritesOutsideTheBuffer() {
    NativeBuffer buffer = NativeBuffer.allocate(10);

    assertThatThrownBy(() -> submissions.recv(0, buffer, 8, 3, 0, 1, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> submissions.send(0, buffer, -1, 3, 0, 1, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(submissions.pending()).isZero();
  }

  @Test
  void belongsToItsThread() {
    assertThatThrownBy(Blocked.in(() -> ring.completions().ready())::result)
        .hasCauseInstanceOf(WrongThreadException.class);
    assertThatThrownBy(
            Blocked.in(
                    () -> {
                      ring.close();
                      return 0;
                    })
                ::result)
        .hasCauseInstanceOf(WrongThreadException.class);
    assertThat(ring.isClosed()).isFalse();
  }

  @Test
  void closesWhileOperationsArePendingAndTwice() {
    submissions.pollAdd(event.number(), Poll.IN, 1, 0);
    submissions.timeout(LONG_NS, 2, 0);
    ring.submit();
    submissions.nop(3, 0);

    ring.close();
    ring.close();

    assertThat(ring.isClosed()).isTrue();
    assertThatThrownBy(completions::ready).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(ring::submit).isInstanceOf(IllegalStateException.class);
    event.signal(1);
    assertThat(event.drain()).isEqualTo(1);
  }

  @Test
  void isOfTheSizeAskedForOrSaysWhatIsWrong() {
    try (IoUring odd = IoUring.create(5, 17, IoUring.Completing.IN_ANY_CALL)) {
      assertThat(odd.submissions().capacity()).isEqualTo(8);
      assertThat(odd.completions().capacity()).isEqualTo(32);
    }
    assertThatThrownBy(() -> IoUring.create(0, 8, IoUring.Completing.IN_ANY_CALL))
        .isInstanceOf(LinuxException.class)
        .hasMessageContaining("io_uring_setup(0, 8): EINVAL");
  }
}
