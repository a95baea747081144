package stampede.harness.cli;

import stampede.linux.Address;
import stampede.linux.LinuxException;
import stampede.linux.ListeningSocket;

/** Ports of 127.0.0.1. */
final class LoopbackPort {
  private LoopbackPort() {}

  /** One that nobody has. */
  static int free() {
    try (ListeningSocket socket = ListeningSocket.bind(Address.parse("127.0.0.1:0"), 1, false)) {
      return ((Address.Internet) socket.address()).port();
    }
  }

  /** Whether somebody has it. */
  static boolean isTaken(int port) {
    try (ListeningSocket socket =
        ListeningSocket.bind(Address.parse("127.0.0.1:" + port), 1, false)) {
      return socket.isClosed();
    } catch (LinuxException taken) {
      return true;
    }
  }
}
