package stampede.linux;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rings allocate nothing once they are made; see {@link HotCallsTest}. */
@Timeout(120)
class UringHotTest {
  private static final long LONG_NS = 5_000_000_000L;
  private static final int SERVER = 0;
  private static final int CLIENT = 1;

  @BeforeAll
  static void needed() {
    Uring.assumeAvailable(UringOperation.SOCKET);
  }

  private final ListeningSocket listener =
      ListeningSocket.bind(new Address.Unix("@stampede-ring-" + ThisProcess.pid()), 16, false);
  private final NativeBuffer address = listener.address().encode();
  private final NativeBuffer memory = NativeBuffer.allocate(64);
  private final IoUring ring = IoUring.create(8, 16, IoUring.Completing.WHILE_WAITING);

  @AfterEach
  void close() {
    ring.close();
    listener.close();
  }

  @Test
  void aConnectionFromSocketToClose() {
    Submissions submissions = ring.submissions();
    HotCallsTest.assertAllocatesNothing(
        () -> {
          submissions.accept(listener.number(), SERVER, 0);
          int client = Sockets.socket(Address.AF_UNIX, Sockets.STREAM | Sockets.CLOEXEC);
          submissions.connect(client, address, CLIENT, Submissions.LINK);
          submissions.send(client, memory, 0, 16, 0, CLIENT, 0);
          int opened = complete(3);
          int server = opened > 0 ? result(SERVER) : -1;
          ring.completions().advance(3);
          submissions.recv(server, memory, 16, 16, 0, SERVER, Submissions.LINK);
          submissions.linkTimeout(LONG_NS, SERVER, 0);
          submissions.timeout(0, CLIENT, 0);
          submissions.close(client, CLIENT, 0);
          int received = complete(4);
          ring.completions().advance(4);
          submissions.close(server, SERVER, 0);
          int closed = complete(1);
          ring.completions().advance(1);
          boolean failed = opened != 3 || server < 0 || received != 4 || closed != 1;
          return HotCallsTest.unless(failed, ring.flush());
        });
  }

  private int complete(int least) {
    return ring.submitAndWait(least, LONG_NS);
  }

  private int result(long userData) {
    Completions completions = ring.completions();
    for (int i = 0; i < completions.ready(); i++) {
      if (completions.userData(i) == userData) {
        return completions.result(i);
      }
    }
    return -1;
  }
}
