package stampede.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * Socket options by name. {@link #set} and {@link #get} serve the control plane and throw; {@link
 * #set(int, boolean)} on a hot path returns the error. The numbers are those of
 * asm-generic/socket.h and linux/tcp.h, the same on x86-64 and aarch64. Sources: socket(7), ip(7),
 * tcp(7).
 */
public enum SocketOption {
  /** Bind although connections of a former server are in TIME_WAIT. */
  REUSEADDR(1, 2),
  /** Several sockets at one address, among which the kernel spreads connections. */
  REUSEPORT(1, 15),
  /**
   * The pending error of a socket as a positive number, 0 for none; reading clears it. Its name is
   * {@link Errno#of(int)} of the negated number.
   */
  ERROR(1, 4),
  /** Bytes of send buffer. */
  SNDBUF(1, 7),
  /** Bytes of receive buffer. */
  RCVBUF(1, 8),
  /** Whether the socket listens (read only). */
  ACCEPTCONN(1, 30),
  /** Send small segments at once. */
  NODELAY(6, 1),
  /** Wake the accepting side when data has come, not when the handshake ends; seconds. */
  DEFER_ACCEPT(6, 9),
  /** Acknowledge at once. */
  QUICKACK(6, 12),
  /** Length of the queue of requests that carry data in their SYN. */
  FASTOPEN(6, 23),
  /** A client's connect waits for the first send, whose data then travels in the SYN. */
  FASTOPEN_CONNECT(6, 30),
  /** Choose the port at connect, so that one port serves many destinations. */
  IP_BIND_ADDRESS_NO_PORT(0, 24),
  /** An IPv6 socket takes IPv6 only. */
  V6ONLY(41, 26);

  static final int SOL_SOCKET = 1;
  static final int SO_LINGER = 13;
  private static final NativeCall SETSOCKOPT = NativeCall.quick("setsockopt");
  private static final NativeCall GETSOCKOPT = NativeCall.quick("getsockopt");

  private static final long LENGTH_OFFSET = 8;
  private static final long ZERO = constant(0);
  private static final long ONE = constant(1);

  /** Where struct linger with the close by reset lies. */
  static final long LINGER_ZERO = lingerZero();

  private final int level;
  private final int name;

  SocketOption(int level, int name) {
    this.level = level;
    this.name = name;
  }

  /**
   * Switches an option on or off, or sets it to a small number; returns 0 or the error. For hot
   * paths.
   */
  public int set(int fd, boolean on) {
    return set(fd, level, name, value(on), 4);
  }

  /** Sets an option to a number; throws {@link LinuxException}. For the control plane. */
  public void set(Descriptor socket, int value) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment place = arena.allocateFrom(ValueLayout.JAVA_INT, value);
      LinuxException.check(
          set(socket.number(), level, name, place.address(), 4), "setsockopt", socket, this, value);
    }
  }

  /** Reads an option; throws {@link LinuxException}. */
  public int get(Descriptor socket) {
    return LinuxException.check(get(socket.number()), "getsockopt", socket, this);
  }

  /** Reads an option; its value, or the error of the call. Allocates nothing, for hot paths. */
  public int get(int fd) {
    MemorySegment place = Native.scratch();
    place.set(ValueLayout.JAVA_INT, 0, 0);
    place.set(ValueLayout.JAVA_INT, LENGTH_OFFSET, 4);
    int result = get(fd, level, name, place.address(), place.address() + LENGTH_OFFSET);
    return result < 0 ? result : place.get(ValueLayout.JAVA_INT, 0);
  }

  /**
   * Makes the coming close a reset (SO_LINGER on, zero seconds): no TIME_WAIT is left, and unread
   * data is dropped. Returns 0 or the error. For hot paths.
   */
  public static int closeByReset(int fd) {
    return set(fd, SOL_SOCKET, SO_LINGER, LINGER_ZERO, 8);
  }

  /** The level of the option, for those who set it by other means. */
  int level() {
    return level;
  }

  /** The number of the option at its level. */
  int number() {
    return name;
  }

  /** Where an int lies that switches an option on or off. */
  static long value(boolean on) {
    return on ? ONE : ZERO;
  }

  /** setsockopt(2) from memory that the caller keeps alive, by its address. */
  static int set(int fd, int level, int name, long value, int length) {
    return SETSOCKOPT.call(fd, level, name, value, length);
  }

  /** getsockopt(2) into memory that the caller keeps alive, by its addresses. */
  static int get(int fd, int level, int name, long value, long length) {
    return GETSOCKOPT.call(fd, level, name, value, length);
  }

  private static long constant(int value) {
    return Arena.global().allocateFrom(ValueLayout.JAVA_INT, value).address();
  }

  private static long lingerZero() {
    return Arena.global().allocateFrom(ValueLayout.JAVA_INT, 1, 0).address();
  }
}
