package stampede.linux;

import java.io.File;

/**
 * Puts a listening socket of ours under a descriptor number that a library opened and goes on using
 * as its own. The JDK has no way to make a server channel of a socket that is open already, so the
 * channel opens a socket itself, at an address nobody else knows, and dup3(2) then lets its number
 * mean our socket: whatever the channel accepts from now on comes from there. Its own socket is
 * closed by that. When the channel closes, it closes its number only; ours stays open.
 *
 * <p>Blocking mode belongs to the open file description, so it is that of our socket afterwards:
 * set the channel's mode first, to the same, and never again. Any thread, any number of times.
 * Sources: dup(2), proc(5).
 */
public final class Substitution {
  private static final NativeCall DUP3 = NativeCall.quick("dup3");

  private Substitution() {}

  /**
   * Substitutes for the socket of this process that listens at an address.
   *
   * @param own where the library's socket listens, with its port
   * @param ours which socket it is to accept from
   * @throws IllegalStateException when no socket of this process listens there
   * @throws LinuxException when the kernel refuses
   */
  public static void at(Address own, ListeningSocket ours) {
    at(numberOf(own), ours);
  }

  /** Substitutes for the socket of a number; see the class. */
  public static void at(int number, ListeningSocket ours) {
    int result = DUP3.call(ours.number(), number, Sockets.CLOEXEC);
    LinuxException.check(result, "dup3", ours, number, "O_CLOEXEC");
  }

  private static int numberOf(Address own) {
    String[] numbers = new File("/proc/self/fd").list();
    for (String number : numbers == null ? new String[0] : numbers) {
      int fd = Integer.parseInt(number);
      if (SocketOption.ACCEPTCONN.get(fd) == 1 && ListeningSocket.nameOf(fd).equals(own)) {
        return fd;
      }
    }
    throw new IllegalStateException("no socket of this process listens at " + own);
  }
}
