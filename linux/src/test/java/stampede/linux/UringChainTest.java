package stampede.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Linked operations on registered descriptors: a whole connection with one submission. */
@Timeout(30)
class UringChainTest {
  private static final long LONG_NS = 5_000_000_000L;
  private static final int LINK = Submissions.LINK;
  private static final int LINK_SLOT = Submissions.LINK | Submissions.FIXED_FILE;
  private static final int QUIET_SLOT = LINK_SLOT | Submissions.SKIP_SUCCESS;
  private static final int SOCKET = 10;
  private static final int CONNECT = 11;
  private static final int RESET = 12;
  private static final int SEND = 13;
  private static final int RECV = 14;
  private static final int CLOSE = 15;
  private static final int BIND = 16;

  @BeforeAll
  static void needed() {
    Uring.assumeAvailable(UringOperation.SOCKET_OPTION, UringOperation.BIND);
  }

  private final ListeningSocket listener = ListeningSocket.bind(Pair.LOOPBACK, 64, false);
  private final NativeBuffer address = listener.address().encode();
  private final NativeBuffer source = Address.parse("127.0.0.5:0").encode();
  private final NativeBuffer memory = NativeBuffer.allocate(128);
  private final IoUring ring = IoUring.create(8, 16, IoUring.Completing.WHILE_WAITING);
  private final Submissions submissions = ring.submissions();
  private final Completions completions = ring.completions();

  @AfterEach
  void close() {
    ring.close();
    listener.close();
  }

  private void prepareChain(int slot) {
    submissions.socketInto(slot, Address.AF_INET, Sockets.STREAM, SOCKET, LINK);
    submissions.set(SocketOption.IP_BIND_ADDRESS_NO_PORT, slot, true, RESET, QUIET_SLOT);
    submissions.bind(slot, source, BIND, QUIET_SLOT);
    submissions.connect(slot, address, CONNECT, LINK_SLOT);
    submissions.closeByReset(slot, RESET, QUIET_SLOT);
    submissions.send(slot, memory, 0, 32, 0, SEND, LINK_SLOT);
    submissions.recv(slot, memory, 64, 64, Sockets.MSG_WAITALL, RECV, LINK_SLOT);
    submissions.closeSlot(slot, CLOSE, 0);
  }

  /** The other side: answers one connection, whose address is that of the chain. */
  private boolean answer() {
    assertThat(Poll.await(listener.number(), Poll.IN, LONG_NS)).isEqualTo(Poll.IN);
    try (Descriptor server = new Descriptor(Sockets.accept(listener.number()))) {
      NativeBuffer request = NativeBuffer.allocate(64);
      assertThat(Sockets.recv(server.number(), request, 0, 64, 0)).isEqualTo(32);
      assertThat(Sockets.send(server.number(), request, 0, 32, 0)).isEqualTo(32);
      assertThat(Sockets.send(server.number(), request, 0, 32, 0)).isEqualTo(32);
      assertThat(Sockets.recv(server.number(), request, 0, 1, 0))
          .as("the chain closed by reset")
          .isEqualTo(Errno.ECONNRESET.asResult());
      return true;
    }
  }

  @Test
  void oneSubmissionMakesAConnectionFromSocketToClose() {
    ring.registerSlots(4);
    for (int i = 0; i < 10; i++) {
      int slot = i % 4;
      memory.putLong(0, 1000 + i);
      prepareChain(slot);
      Blocked<Boolean> server = Blocked.in(this::answer);
      assertThat(ring.submitAndWait(5, LONG_NS)).isEqualTo(5);
      assertThat(server.result()).isTrue();

      assertThat(Uring.resultOf(completions, SOCKET)).isZero();
      assertThat(Uring.resultOf(completions, CONNECT)).isZero();
      assertThat(Uring.resultOf(completions, SEND)).isEqualTo(32);
      assertThat(Uring.resultOf(completions, RECV)).isEqualTo(64);
      assertThat(Uring.resultOf(completions, CLOSE)).isZero();
      assertThat(memory.getLong(96)).isEqualTo(1000 + i);
      completions.advance(5);
    }
  }

  @Test
  void aRefusedConnectCancelsWhatIsLinkedBehindIt() {
    ring.registerSlots(1);
    listener.close();
    submissions.socketInto(0, Address.AF_INET, Sockets.STREAM, SOCKET, LINK);
    submissions.connect(0, address, CONNECT, Submissions.FIXED_FILE | LINK);
    submissions.send(0, memory, 0, 32, 0, SEND, Submissions.FIXED_FILE | Submissions.HARDLINK);
    submissions.closeSlot(0, CLOSE, 0);

    assertThat(ring.submitAndWait(4, LONG_NS)).isEqualTo(4);

    assertThat(Uring.resultOf(completions, CONNECT)).isEqualTo(Errno.ECONNREFUSED.asResult());
    assertThat(Uring.resultOf(completions, SEND)).isEqualTo(Errno.ECANCELED.asResult());
    assertThat(Uring.resultOf(completions, CLOSE)).isEqualTo(Errno.ECANCELED.asResult());
  }

  @Test
  void aHardLinkGoesOnAfterAnError() {
    ring.registerSlots(1);
    listener.close();
    submissions.socketInto(0, Address.AF_INET, Sockets.STREAM, SOCKET, LINK);
    submissions.connect(0, address, CONNECT, Submissions.FIXED_FILE | Submissions.HARDLINK);
    submissions.closeSlot(0, CLOSE, 0);

    assertThat(ring.submitAndWait(3, LONG_NS)).isEqualTo(3);

    assertThat(Uring.resultOf(completions, CONNECT)).isEqualTo(Errno.ECONNREFUSED.asResult());
    assertThat(Uring.resultOf(completions, CLOSE)).isZero();
  }

  @Test
  void theRingChoosesSlotsUntilNoneIsFree() {
    ring.registerSlots(2);
    for (int i = 0; i < 3; i++) {
      submissions.socketInto(Submissions.ANY_SLOT, Address.AF_INET, Sockets.STREAM, SOCKET + i, 0);
    }
    assertThat(ring.submitAndWait(3, LONG_NS)).isEqualTo(3);

    assertThat(Uring.resultOf(completions, SOCKET)).isZero();
    assertThat(Uring.resultOf(completions, SOCKET + 1)).isEqualTo(1);
    assertThat(Uring.resultOf(completions, SOCKET + 2)).isEqualTo(Errno.ENFILE.asResult());
  }

  @Test
  void aSocketMayBeADescriptorOfTheProcess() {
    submissions.socket(Address.AF_INET, Sockets.STREAM | Sockets.CLOEXEC, SOCKET, 0);
    assertThat(ring.submitAndWait(1, LONG_NS)).isEqualTo(1);

    try (Descriptor socket = new Descriptor(completions.result(0))) {
      completions.advance(1);
      submissions.connect(socket.number(), address, CONNECT, 0);
      assertThat(ring.submitAndWait(1, LONG_NS)).isEqualTo(1);
      assertThat(completions.result(0)).isZero();
    }
  }

  @Test
  void slotsAreMadeOnce() {
    ring.registerSlots(1);

    assertThatThrownBy(() -> ring.registerSlots(1))
        .isInstanceOf(LinuxException.class)
        .hasMessageContaining("io_uring_register(FILES2, 1): EBUSY");
  }
}
