package stampede.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Accepting through rings. */
@Timeout(30)
class UringAcceptTest {
  private static final long LONG_NS = 5_000_000_000L;
  private static final long ACCEPT = 1;
  private static final long CANCEL = 2;

  private final ListeningSocket listener = ListeningSocket.bind(Pair.LOOPBACK, 64, false);
  private final List<Descriptor> open = new ArrayList<>();

  @BeforeAll
  static void needed() {
    Uring.assumeAvailable(UringOperation.SOCKET);
  }

  @AfterEach
  void close() {
    open.forEach(Descriptor::close);
    listener.close();
  }

  private void connect(int count) {
    for (int i = 0; i < count; i++) {
      open.add(Pair.connect(listener.address()));
    }
  }

  private static IoUring ring(int completions) {
    return IoUring.create(2, completions, IoUring.Completing.WHILE_WAITING);
  }

  /** Takes ownership of every connection that is complete; whether the last one promises more. */
  private boolean take(Completions completions, Set<Integer> accepted) {
    boolean more = true;
    for (int i = 0; i < completions.ready(); i++) {
      assertThat(completions.userData(i)).isEqualTo(ACCEPT);
      assertThat(completions.result(i)).isPositive();
      open.add(new Descriptor(completions.result(i)));
      accepted.add(completions.result(i));
      more = completions.hasMore(i);
    }
    completions.advance(completions.ready());
    return more;
  }

  @Test
  void acceptsWhatWaitsAndWhatComes() {
    try (IoUring ring = ring(2)) {
      for (int i = 0; i < 3; i++) {
        connect(1);
        ring.submissions().accept(listener.number(), ACCEPT, 0);
        assertThat(ring.submitAndWait(1, LONG_NS)).isEqualTo(1);
        take(ring.completions(), new HashSet<>());

        ring.submissions().accept(listener.number(), ACCEPT, 0);
        assertThat(ring.submit()).isEqualTo(1);
        assertThat(ring.flush()).isZero();
        connect(1);
        assertThat(ring.submitAndWait(1, LONG_NS)).isEqualTo(1);
        take(ring.completions(), new HashSet<>());
      }
    }
  }

  @Test
  void acceptedSocketsBlockAndAreClosedOnExec() throws Exception {
    connect(1);
    try (IoUring ring = ring(2)) {
      ring.submissions().accept(listener.number(), ACCEPT, 0);
      ring.submitAndWait(1, LONG_NS);
      int accepted = ring.completions().result(0);
      take(ring.completions(), new HashSet<>());
      String info = Files.readString(Path.of("/proc/self/fdinfo/" + accepted));

      assertThat(info).containsPattern("flags:\\s+02000002\n");
      assertThat(Sockets.recv(accepted, NativeBuffer.allocate(1), 0, 1, Sockets.MSG_DONTWAIT))
          .isEqualTo(Sockets.WOULD_BLOCK);
    }
  }

  @Test
  void anEmptyQueueIsToldWhereNobodyWaits() {
    try (IoUring ring = ring(2)) {
      ring.submissions().acceptNow(listener.number(), ACCEPT, 0);
      assertThat(ring.submitAndWait(1, LONG_NS)).isEqualTo(1);
      assertThat(ring.completions().result(0)).isEqualTo(Sockets.WOULD_BLOCK);
      ring.completions().advance(1);
      connect(1);
      ring.submissions().acceptNow(listener.number(), ACCEPT, 0);
      assertThat(ring.submitAndWait(1, LONG_NS)).isEqualTo(1);
      take(ring.completions(), new HashSet<>());
    }
  }

  @Test
  void multishotGoesOnAcceptingAfterOneSubmission() {
    Set<Integer> accepted = new HashSet<>();
    try (IoUring ring = ring(16)) {
      ring.submissions().acceptMultishot(listener.number(), ACCEPT, 0);
      for (int i = 1; i <= 5; i++) {
        connect(1);
        assertThat(ring.submitAndWait(1, LONG_NS)).isEqualTo(1);
        assertThat(take(ring.completions(), accepted)).isTrue();
        assertThat(accepted).hasSize(i);
      }
    }
  }

  /** What the kernel accepted when there was no room left is kept, and is the last. */
  @Test
  void multishotEndsWhenTheRingIsFullAndLosesNothing() {
    Set<Integer> accepted = new HashSet<>();
    connect(10);
    try (IoUring ring = ring(4)) {
      int submitted = 0;
      boolean more = false;
      while (accepted.size() < 10) {
        if (!more) {
          ring.submissions().acceptMultishot(listener.number(), ACCEPT, 0);
          submitted++;
        }
        assertThat(ring.submitAndWait(1, LONG_NS)).isPositive();
        if (submitted == 1 && accepted.isEmpty()) {
          assertThat(ring.completions().ready()).isEqualTo(4);
          assertThat(ring.completions().overflowed()).isTrue();
          assertThat(listener.queue().pending()).as("left to others").isEqualTo(5);
        }
        more = take(ring.completions(), accepted);
        assertThat(ring.flush()).isNotNegative();
      }
      assertThat(submitted).isEqualTo(2);
      assertThat(ring.completions().lost()).isZero();
    }
  }

  @Test
  void aCancelledAcceptLeavesWhatComesToOthers() {
    try (IoUring ring = ring(4)) {
      ring.submissions().acceptMultishot(listener.number(), ACCEPT, 0);
      ring.submit();
      ring.submissions().cancel(ACCEPT, CANCEL, 0);
      assertThat(ring.submitAndWait(2, LONG_NS)).isEqualTo(2);
      assertThat(Uring.resultOf(ring.completions(), ACCEPT)).isEqualTo(Errno.ECANCELED.asResult());

      connect(1);

      assertThat(ring.flush()).isEqualTo(2);
      assertThat(listener.queue().pending()).isEqualTo(1);
    }
  }

  /** So whoever cancels looks at the queue once more: nobody else is told of the request. */
  @Test
  void aCancelMaySpendTheWakeupOfARequest() {
    try (IoUring ring = ring(4)) {
      ring.submissions().accept(listener.number(), ACCEPT, 0);
      ring.submit();
      connect(1);
      await().until(() -> listener.queue().pending() == 1);

      ring.submissions().cancel(ACCEPT, CANCEL, 0);
      assertThat(ring.submitAndWait(2, LONG_NS)).isEqualTo(2);

      int result = Uring.resultOf(ring.completions(), ACCEPT);
      System.out.println("a woken accept that is cancelled gives " + result);
      if (result >= 0) {
        open.add(new Descriptor(result));
      }
      assertThat(listener.queue().pending()).isEqualTo(result >= 0 ? 0 : 1);
    }
  }

  @Test
  void oneRequestWakesOneOfTheRingsThatWait() {
    Blocked<Integer> one = Blocked.in(this::acceptOne);
    Blocked<Integer> two = Blocked.in(this::acceptOne);

    connect(1);
    await().until(() -> one.isDone() || two.isDone());
    assertThat(one.isDone() && two.isDone()).isFalse();
    connect(1);

    assertThat(Set.of(one.result(), two.result())).hasSize(2).allMatch(fd -> fd > 0);
  }

  private int acceptOne() {
    try (IoUring ring = ring(2)) {
      ring.submissions().accept(listener.number(), ACCEPT, 0);
      ring.submitAndWait(1, LONG_NS);
      int accepted = ring.completions().result(0);
      synchronized (open) {
        open.add(new Descriptor(accepted));
      }
      return accepted;
    }
  }

  @Test
  void aClosedRingAcceptsNothingOnceItIsGone() {
    IoUring ring = ring(4);
    ring.submissions().acceptMultishot(listener.number(), ACCEPT, 0);
    ring.submit();

    ring.close();

    await()
        .untilAsserted(
            () -> {
              connect(1);
              assertThat(listener.queue().pending()).isPositive();
            });
  }
}
