package stampede.harness.micro.handover;

import stampede.linux.EventFd;
import stampede.linux.LinuxException;
import stampede.linux.Sockets;

/** What reading the counter means for an attempt. */
final class Taking {
  private Taking() {}

  /** Whether one was taken; nothing there is no error. */
  static boolean of(EventFd address) {
    long result = address.drain();
    if (result == 1) {
      return true;
    }
    if (result == Sockets.WOULD_BLOCK) {
      return false;
    }
    LinuxException.check((int) result, "read", address);
    throw new IllegalStateException("took " + result + " at once");
  }
}
