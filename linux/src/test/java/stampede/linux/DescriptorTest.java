package stampede.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class DescriptorTest {
  /** Gives the lowest free number from the wanted one on. */
  private static final int F_DUPFD = 0;

  @Test
  void refusesWhatIsNoNumberOfADescriptor() {
    assertThatThrownBy(() -> new Descriptor(-1).close())
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void isGoneOnceClosed() {
    Descriptor socket = Pair.stream(Pair.LOOPBACK, 0);
    assertThat(isOpen(socket.number())).isTrue();
    assertThat(socket.isClosed()).isFalse();

    socket.close();

    assertThat(socket.isClosed()).isTrue();
    assertThat(socket).hasToString("fd=" + socket.number() + " (closed)");
  }

  @Test
  void closingTwiceDoesNotTouchTheNextHolderOfTheNumber() {
    Descriptor first = Pair.stream(Pair.LOOPBACK, 0);
    first.close();
    try (Descriptor next = heirOf(first)) {
      first.close();

      assertThat(SocketOption.ERROR.get(next)).isZero();
    }
  }

  @Test
  void aDescriptorThatWasAdoptedIsClosedOnceThroughEither() {
    try (ListeningSocket bound = ListeningSocket.bind(Pair.LOOPBACK, 1, false)) {
      Descriptor received = bound.duplicate();
      ListeningSocket adopted = ListeningSocket.adopt(received);

      received.close();

      assertThat(adopted.isClosed()).isTrue();
      try (Descriptor next = heirOf(received)) {
        adopted.close();
        assertThat(SocketOption.ERROR.get(next)).isZero();
      }
    }
  }

  @Test
  void aDuplicateLivesOnWithoutTheFirst() {
    try (Pair pair = Pair.tcp();
        Descriptor duplicate = pair.client().duplicate()) {
      pair.client().close();

      NativeBuffer byteBuffer = NativeBuffer.of(new byte[] {42});
      assertThat(Sockets.send(duplicate.number(), byteBuffer, 0, 1, 0)).isEqualTo(1);
      assertThat(Sockets.recv(pair.server().number(), byteBuffer, 0, 1, 0)).isEqualTo(1);
    }
  }

  @Test
  void closingABareNumberTellsTheError() {
    try (Descriptor socket = Pair.stream(Pair.LOOPBACK, 0)) {
      int duplicate = socket.duplicate().number();

      assertThat(Descriptor.close(duplicate)).isZero();
      assertThat(Descriptor.close(1_000_000)).isEqualTo(Errno.EBADF.asResult());
    }
  }

  @Test
  void aClosedDescriptorCannotBeDuplicated() {
    Descriptor never = new Descriptor(1_000_000);

    assertThatThrownBy(never::duplicate)
        .hasMessage("fcntl(fd=1000000, F_DUPFD_CLOEXEC): EBADF (bad file descriptor)");
  }

  /** A new descriptor with the very number that was given up. */
  private static Descriptor heirOf(Descriptor closed) {
    Descriptor next = Pair.stream(Pair.LOOPBACK, 0);
    if (next.number() == closed.number()) {
      return next;
    }
    try (next) {
      return new Descriptor(next.fcntl(F_DUPFD, closed.number()));
    }
  }

  private static boolean isOpen(int number) {
    return Files.exists(Path.of("/proc/self/fd/" + number));
  }
}
