package stampede.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ReceiveBuffersTest {
  private static final long LONG_NS = 5_000_000_000L;
  private static final int AT = 64;
  private static final int SIZE_BYTES = 104;
  private static final int COUNT = 4;

  @BeforeAll
  static void needed() {
    Uring.assumeAvailable(UringOperation.SOCKET);
  }

  private final NativeBuffer memory = NativeBuffer.allocate(AT + SIZE_BYTES * COUNT);
  private final NativeBuffer sent = NativeBuffer.allocate(SIZE_BYTES * COUNT);
  private final IoUring ring = IoUring.create(8, 64, IoUring.Completing.WHILE_WAITING);
  private final Completions completions = ring.completions();
  private final ReceiveBuffers buffers = ring.shareReceiveBuffers(memory, AT, SIZE_BYTES, COUNT);

  @AfterEach
  void close() {
    ring.close();
  }

  private int receive(Pair pair) {
    ring.submissions().recvIntoAny(pair.server().number(), 1, 0);
    assertThat(ring.submitAndWait(1, LONG_NS)).isEqualTo(1);
    return completions.result(0);
  }

  @Test
  void whatIsGivenBackIsTakenAgainAndAgain() {
    try (Pair pair = Pair.tcp()) {
      for (int i = 0; i < 10 * COUNT; i++) {
        sent.putLong(0, 1000 + i);
        assertThat(Sockets.send(pair.client().number(), sent, 0, 8, 0)).isEqualTo(8);

        assertThat(receive(pair)).isEqualTo(8);

        assertThat(memory.getLong(buffers.place(completions.flags(0)))).isEqualTo(1000 + i);
        buffers.giveBack(completions.flags(0));
        completions.advance(1);
      }
    }
  }

  @Test
  void aReceiveTakesAtMostOneBuffer() {
    try (Pair pair = Pair.tcp()) {
      assertThat(Sockets.send(pair.client().number(), sent, 0, SIZE_BYTES + 1, 0))
          .isEqualTo(SIZE_BYTES + 1);
      assertThat(receive(pair)).isEqualTo(SIZE_BYTES);
      completions.advance(1);
      assertThat(receive(pair)).isEqualTo(1);
    }
  }

  @Test
  void whenAllAreTakenReceivingFailsUntilOneIsGivenBack() {
    try (Pair pair = Pair.tcp()) {
      int flags = 0;
      for (int i = 0; i < COUNT; i++) {
        assertThat(Sockets.send(pair.client().number(), sent, 0, 8, 0)).isEqualTo(8);
        assertThat(receive(pair)).isEqualTo(8);
        flags = completions.flags(0);
        completions.advance(1);
      }
      assertThat(Sockets.send(pair.client().number(), sent, 0, 8, 0)).isEqualTo(8);
      assertThat(receive(pair)).isEqualTo(Errno.ENOBUFS.asResult());
      completions.advance(1);

      buffers.giveBack(flags);

      assertThat(receive(pair)).isEqualTo(8);
      assertThat(buffers.place(completions.flags(0))).isEqualTo(buffers.place(flags));
    }
  }

  @Test
  void oneReceiveTakesAllThatComesUntilTheStreamEnds() {
    try (Pair pair = Pair.tcp()) {
      ring.submissions().recvMultishotIntoAny(pair.server().number(), 1, 0);
      for (int i = 0; i < 3 * COUNT; i++) {
        sent.putLong(0, 1000 + i);
        assertThat(Sockets.send(pair.client().number(), sent, 0, 8, 0)).isEqualTo(8);
        assertThat(ring.submitAndWait(1, LONG_NS)).isGreaterThanOrEqualTo(0);
        assertThat(completions.result(0)).isEqualTo(8);
        assertThat(completions.hasMore(0)).isTrue();
        assertThat(memory.getLong(buffers.place(completions.flags(0)))).isEqualTo(1000 + i);
        buffers.giveBack(completions.flags(0));
        completions.advance(1);
      }
      assertThat(Sockets.shutdownWrite(pair.client().number())).isZero();
      assertThat(ring.submitAndWait(1, LONG_NS)).isGreaterThanOrEqualTo(0);
      assertThat(completions.result(0)).isZero();
      assertThat(completions.hasMore(0)).isFalse();
    }
  }

  @Test
  void theEndOfTheStreamTakesNone() {
    try (Pair pair = Pair.tcp()) {
      assertThat(Sockets.shutdownWrite(pair.client().number())).isZero();
      assertThat(receive(pair)).isZero();
    }
  }

  @Test
  void aRingHasOneSetOfThemWithAPowerOfTwo() {
    assertThatThrownBy(() -> ring.shareReceiveBuffers(memory, AT, SIZE_BYTES, COUNT))
        .isInstanceOf(LinuxException.class)
        .hasMessageContaining("PBUF_RING");
    assertThatThrownBy(() -> ring.shareReceiveBuffers(memory, 0, 1, 3))
        .hasMessageContaining("3 is not a power of two");
  }
}
