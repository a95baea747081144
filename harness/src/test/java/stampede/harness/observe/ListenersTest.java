package stampede.harness.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stampede.harness.observe.Listeners.Holder;
import stampede.linux.Address;
import stampede.linux.Descriptor;
import stampede.linux.ListeningSocket;
import stampede.linux.Poll;
import stampede.linux.Sockets;
import stampede.linux.ThisProcess;

@Timeout(30)
class ListenersTest {
  private Optional<ListeningSocket> opened = Optional.empty();

  @AfterEach
  void close() {
    opened.ifPresent(Descriptor::close);
  }

  private ListeningSocket listen(String where) {
    opened = Optional.of(ListeningSocket.bind(Address.parse(where), 16, false));
    return opened.get();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1:0", "unix:@listeners-test"})
  void everyDescriptorOfTheSocketIsFoundInAnyProcess(String where) {
    ListeningSocket socket = listen(where);
    int pid = ThisProcess.pid();
    try (Descriptor second = socket.duplicate()) {
      List<Holder> found = Listeners.holders(socket.address(), List.of());
      assertThat(found).extracting(Holder::pid).containsOnly(pid);
      assertThat(found)
          .extracting(Holder::descriptor)
          .containsExactlyInAnyOrder(socket.number(), second.number());
      assertThat(found).extracting(Holder::inode).containsOnly(found.getFirst().inode());
      assertThat(Listeners.holders(socket.address(), List.of(pid))).isEqualTo(found);
    }
    assertThat(Listeners.holders(socket.address(), List.of(1, 999_999_999))).isEmpty();
    socket.close();
    assertThat(Listeners.holders(socket.address(), List.of())).isEmpty();
  }

  @Test
  void aDuplicateShowsWhatWaits() {
    ListeningSocket socket = listen("127.0.0.1:0");
    Holder holder = Listeners.holders(socket.address(), List.of(ThisProcess.pid())).getFirst();
    try (ListeningSocket copy = Listeners.duplicate(holder).orElseThrow()) {
      assertThat(copy.address()).isEqualTo(socket.address());
      assertThat(Poll.await(copy.number(), Poll.IN, 0)).isZero();
      int number = Sockets.socket(Address.AF_INET, Sockets.STREAM | Sockets.CLOEXEC);
      try (Descriptor client = new Descriptor(number)) {
        assertThat(Sockets.connect(client.number(), socket.address().encode())).isZero();
        assertThat(Poll.await(copy.number(), Poll.IN, 5_000_000_000L)).isEqualTo(Poll.IN);
        assertThat(copy.queue().pending()).isEqualTo(1);
      }
    }
  }

  @Test
  void whatIsAnotherSocketByNowIsNotDuplicated() {
    ListeningSocket socket = listen("127.0.0.1:0");
    Holder wrong = new Holder(ThisProcess.pid(), socket.number(), 1);
    assertThat(Listeners.duplicate(wrong)).isEmpty();
    assertThat(Listeners.duplicate(new Holder(999_999_999, 3, 1))).isEmpty();
    assertThat(Listeners.duplicate(ThisProcess.pid(), 1_000_000)).isEmpty();
  }
}
