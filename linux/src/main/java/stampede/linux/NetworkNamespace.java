package stampede.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * A network of one's own: its loopback, ports, abstract Unix names, TCP counters and settings (the
 * kernel's defaults, whatever the machine's are) are nobody else's. It belongs to a thread, and to
 * the threads and processes which that thread starts from then on; other threads of the process
 * stay where they are. Sockets stay in the network they were made in, also when passed on. It ends
 * with the last who is in it.
 *
 * <p>{@code /proc/net} is that of a process's first thread; what a thread means is {@code
 * /proc/thread-self/net}. Control plane, platform threads only: a virtual thread has no namespace
 * of its own. Sources: network_namespaces(7), unshare(2), netdevice(7).
 */
public final class NetworkNamespace {
  private static final long CLONE_NEWNET = 0x40000000;
  private static final long SIOCGIFFLAGS = 0x8913;
  private static final long SIOCSIFFLAGS = 0x8914;
  private static final short IFF_UP = 1;
  private static final int IFREQ_BYTES = 40;
  private static final int FLAGS_OFFSET = 16;
  private static final byte[] LOOPBACK = "lo".getBytes(StandardCharsets.US_ASCII);
  private static final NativeCall UNSHARE = NativeCall.blocking("unshare");
  private static final NativeCall IOCTL = NativeCall.blocking("ioctl");

  private NetworkNamespace() {}

  /**
   * Takes the calling thread into a new network, with 127.0.0.1 and, where the kernel has IPv6, ::1
   * in it. There is no way back: let the thread end.
   *
   * @return empty when it is there; else why it stayed where it was, in words for people
   * @throws LinuxException when it is there and the loopback cannot be brought up
   */
  public static Optional<String> enterNew() {
    int result = UNSHARE.call(CLONE_NEWNET);
    if (result < 0) {
      return Optional.of(reason(result));
    }
    setUp();
    return Optional.empty();
  }

  private static String reason(int result) {
    return switch (Errno.of(result)) {
      case EPERM -> "a network namespace of one's own needs root, or CAP_SYS_ADMIN";
      case EINVAL -> "this kernel has no network namespaces";
      case ENOSPC, EUSERS -> "no more network namespaces are allowed (user.max_net_namespaces)";
      default -> LinuxException.of(result, "unshare", "CLONE_NEWNET").getMessage();
    };
  }

  /** Whether the loopback of the calling thread's network is up. */
  public static boolean isUp() {
    try (Arena arena = Arena.ofConfined();
        Descriptor socket = anySocket()) {
      return (flags(socket, request(arena)) & IFF_UP) != 0;
    }
  }

  private static void setUp() {
    try (Arena arena = Arena.ofConfined();
        Descriptor socket = anySocket()) {
      MemorySegment request = request(arena);
      short flags = (short) (flags(socket, request) | IFF_UP);
      request.set(ValueLayout.JAVA_SHORT, FLAGS_OFFSET, flags);
      int result = IOCTL.call(socket.number(), SIOCSIFFLAGS, request.address());
      LinuxException.check(result, "ioctl", "SIOCSIFFLAGS", "lo", flags);
    }
  }

  private static short flags(Descriptor socket, MemorySegment request) {
    int result = IOCTL.call(socket.number(), SIOCGIFFLAGS, request.address());
    LinuxException.check(result, "ioctl", "SIOCGIFFLAGS", "lo");
    return request.get(ValueLayout.JAVA_SHORT, FLAGS_OFFSET);
  }

  /** struct ifreq for the loopback. */
  private static MemorySegment request(Arena arena) {
    MemorySegment request = arena.allocate(IFREQ_BYTES, 8);
    MemorySegment.copy(LOOPBACK, 0, request, ValueLayout.JAVA_BYTE, 0, LOOPBACK.length);
    return request;
  }

  /** Of any family: it only says which network is meant. */
  private static Descriptor anySocket() {
    int result = Sockets.socket(Address.AF_UNIX, Sockets.STREAM | Sockets.CLOEXEC);
    return new Descriptor(LinuxException.check(result, "socket", "AF_UNIX"));
  }
}
