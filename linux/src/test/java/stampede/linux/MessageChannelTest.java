package stampede.linux;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.linux.MessageChannel.Message;

@Timeout(40)
class MessageChannelTest {
  private static final long LONG_NS = 20_000_000_000L;

  private final Address.Unix address = new Address.Unix("@stampede-" + UUID.randomUUID());
  private final Descriptor listener = MessageChannel.listen(address);
  private final MessageChannel near = MessageChannel.connect(address);
  private final MessageChannel far = MessageChannel.acceptFrom(listener, LONG_NS).orElseThrow();

  @AfterEach
  void close() {
    near.close();
    far.close();
    listener.close();
  }

  @Test
  void anotherUserIsTurnedAway() throws Exception {
    assumeTrue(ThisProcess.user() == 0, "only root can act as somebody else");
    assumeTrue(onPath("python3"), "needs the package python3");
    Address.Unix address = Address.Unix.unique("stampede-test");
    try (Descriptor listener = MessageChannel.listen(address)) {
      String connect =
          "import os,socket;os.setuid(65534);s=socket.socket(socket.AF_UNIX,socket.SOCK_SEQPACKET);"
              + "s.connect('\\0"
              + address.name().substring(1)
              + "');print(len(s.recv(9)))";
      Process stranger =
          new ProcessBuilder("python3", "-c", connect).redirectErrorStream(true).start();
      try {
        assertThat(MessageChannel.acceptFrom(listener, 20_000_000_000L)).isEmpty();
        String said = new String(stranger.getInputStream().readAllBytes(), UTF_8);
        assertThat(said.strip()).as("the end of the stream").isEqualTo("0");
      } finally {
        stranger.destroyForcibly();
      }
    }
  }

  @Test
  void messagesArriveWholeAndInOrder() {
    near.send("first", List.of());
    near.send("zw\u00f6lf \u2615", List.of());

    assertThat(far.receive()).hasValue(new Message("first", List.of()));
    assertThat(far.receive(LONG_NS)).hasValue(new Message("zw\u00f6lf \u2615", List.of()));
    assertThat(far.receive(1_000_000)).isEmpty();
  }

  @Test
  void theLongestMessageArrives() {
    String longest = "x".repeat(MessageChannel.MAX_MESSAGE_BYTES);
    Blocked<String> receiver = Blocked.in(() -> far.receive().orElseThrow().text());

    near.send(longest, List.of());

    assertThat(receiver.result()).isEqualTo(longest);
  }

  @Test
  void refusesMessagesThatAreEmptyTooLongOrCarryTooMany() {
    String tooLong = "x".repeat(MessageChannel.MAX_MESSAGE_BYTES + 1);
    List<Descriptor> tooMany = Collections.nCopies(MessageChannel.MAX_DESCRIPTORS + 1, listener);

    assertThatThrownBy(() -> near.send("", List.of())).hasMessageContaining("not 0");
    assertThatThrownBy(() -> near.send(tooLong, List.of())).hasMessageContaining("not 131073");
    assertThatThrownBy(() -> near.send("x", tooMany)).hasMessageContaining("at most 250, not 251");
    assertThat(far.receive(0)).isEmpty();
  }

  @Test
  void carriesDescriptorsThatTheReceiverOwns() {
    try (EventFd event = EventFd.create(false)) {
      near.send("take", List.of(event, listener));
      List<Descriptor> received = far.receive().orElseThrow().descriptors();

      assertThat(received).hasSize(2);
      try (EventFd same = EventFd.adopt(received.getFirst());
          Descriptor other = received.getLast()) {
        assertThat(other.number()).isNotEqualTo(listener.number());
        same.signal(3);
        assertThat(event.drain()).isEqualTo(3);
      }
    }
  }

  @Test
  void carriesAsManyDescriptorsAsItSays() {
    near.send("take", Collections.nCopies(MessageChannel.MAX_DESCRIPTORS, listener));

    List<Descriptor> received = far.receive().orElseThrow().descriptors();

    received.forEach(Descriptor::close);
    assertThat(received).hasSize(MessageChannel.MAX_DESCRIPTORS);
  }

  @Test
  void anEndedPeerEndsTheStreamAfterItsLastMessage() {
    assertThat(far.isAbandoned()).isFalse();
    near.send("last words", List.of());
    near.close();

    assertThat(far.isAbandoned()).isTrue();
    assertThat(far.receive()).isPresent();
    assertThat(far.receive()).isEmpty();
    assertThat(far.receive(LONG_NS)).isEmpty();
    assertThatThrownBy(() -> far.send("hello?", List.of())).hasMessageContaining("EPIPE");
  }

  @Test
  void aKilledPeerEndsTheWait() {
    try (Passing passing = new Passing();
        Child child = Child.start(Silent.class, passing.name());
        MessageChannel channel = passing.give(listener)) {
      assertThat(child.line()).isEqualTo("took 1");
      Blocked<Boolean> receiver = Blocked.in(() -> channel.receive().isEmpty());
      assertThat(receiver.isDone()).isFalse();

      child.kill();

      assertThat(receiver.result()).isTrue();
    }
  }

  static final class Silent {
    static void main(String[] arguments) throws InterruptedException {
      Child.boundLife();
      MessageChannel channel = MessageChannel.connect(new Address.Unix(arguments[0]));
      Child.say("took " + Passing.take(channel).size());
      Child.stay();
      channel.close();
    }
  }

  @Test
  void aWaitForMessagesIsEndedFromThisSide() {
    Blocked<Optional<Message>> receiver = Blocked.in(near::receive);

    near.endReceiving();

    assertThat(receiver.result()).isEmpty();
    assertThatThrownBy(() -> far.send("late", List.of()))
        .isInstanceOf(LinuxException.class)
        .hasMessageContaining("EPIPE");
  }

  @Test
  void aPeerWithUnreadMessagesIsSeenToEndToo() {
    far.send("never read", List.of());
    near.close();

    assertThat(far.receive()).isEmpty();
  }

  @Test
  void waitsKeepTheirDeadlineThroughSignals() {
    ThisProcess.interruptCallsOn(Signal.NUDGE);
    Blocked<Boolean> receiver = Blocked.in(() -> far.receive(200_000_000L).isEmpty());
    assertThat(receiver.nudge()).isTrue();

    Blocked<Boolean> acceptor =
        Blocked.in(() -> MessageChannel.acceptFrom(listener, 200_000_000L).isEmpty());
    assertThat(acceptor.nudge()).isTrue();
  }

  @Test
  void aSignalDoesNotEndAWaitWithoutDeadline() {
    ThisProcess.interruptCallsOn(Signal.NUDGE);
    Blocked<Boolean> receiver = Blocked.in(() -> far.receive().isPresent());
    for (int i = 0; i < 10; i++) {
      Signal.NUDGE.sendTo(ThisProcess.pid(), receiver.tid());
    }

    near.send("at last", List.of());

    assertThat(receiver.result()).isTrue();
  }

  @Test
  void nobodyToConnectToIsAnError() {
    Address.Unix nobody = new Address.Unix("@stampede-nobody");

    assertThatThrownBy(() -> MessageChannel.connect(nobody))
        .hasMessage("connect(unix:@stampede-nobody): ECONNREFUSED (connection refused)");
    assertThatThrownBy(() -> MessageChannel.listen(address)).hasMessageContaining("EADDRINUSE");
  }

  @Test
  void aReceiverWithoutRoomForDescriptorsIsToldWhy() {
    try (Passing passing = new Passing();
        Child child = Child.start(Narrow.class, passing.name())) {
      try (MessageChannel channel = passing.give(listener)) {
        channel.send("more", Collections.nCopies(200, listener));
        assertThat(child.line()).contains("may open no more descriptors");
        assertThat(channel.isClosed()).isFalse();
      }
    }
  }

  static final class Narrow {
    static void main(String[] arguments) {
      Child.boundLife();
      MessageChannel channel = MessageChannel.connect(new Address.Unix(arguments[0]));
      Descriptor filler = Passing.take(channel).getFirst();
      while (filler.fcntl(0, 0) >= 0) {
        Thread.onSpinWait();
      }
      try {
        Child.say(channel.receive());
      } catch (IllegalStateException cut) {
        Child.say(cut.getMessage());
      }
    }
  }

  private static boolean onPath(String program) {
    String[] folders = System.getenv("PATH").split(File.pathSeparator, -1);
    return Stream.of(folders).anyMatch(folder -> new File(folder, program).canExecute());
  }

  @Test
  void whatWasSaidBeforeAnEndWithUnreadMessagesIsHeard() {
    near.send("unread", List.of());
    far.send("last words", List.of());
    far.close();

    assertThat(near.receive().map(MessageChannel.Message::text)).contains("last words");
    assertThat(near.receive()).isEmpty();
  }
}
