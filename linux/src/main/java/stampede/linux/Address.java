package stampede.linux;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * A well-known address: where a server listens and a client connects. Immutable.
 *
 * <p>Written {@code 127.0.0.1:9000}, {@code [::1]:9000} or {@code unix:/path/of/socket}; {@code
 * unix:@name} is an abstract name, which no file system holds. Sources: ip(7), ipv6(7), unix(7).
 */
public sealed interface Address {
  /** Address families as socket(2) numbers them. */
  int AF_UNIX = 1;

  /** IPv4. */
  int AF_INET = 2;

  /** IPv6. */
  int AF_INET6 = 10;

  /** The family for socket(2). */
  int family();

  /** Whether only this machine can reach it. */
  boolean isLocal();

  /** The sockaddr structure for bind(2) and connect(2); its size is the length to pass. */
  NativeBuffer encode();

  /** An IPv4 or IPv6 address and port; port 0 asks the kernel for a free one. */
  record Internet(InetAddress host, int port) implements Address {
    private static final int SCOPE_OFFSET = 24;

    /** Checks the port. */
    public Internet {
      if (port < 0 || port > 65535) {
        throw new IllegalArgumentException("port " + port + " is not between 0 and 65535");
      }
    }

    @Override
    public int family() {
      return host instanceof Inet6Address ? AF_INET6 : AF_INET;
    }

    @Override
    public boolean isLocal() {
      return host.isLoopbackAddress();
    }

    @Override
    public NativeBuffer encode() {
      byte[] bytes = host.getAddress();
      boolean six = bytes.length == 16;
      NativeBuffer sockaddr = NativeBuffer.allocate(six ? 28 : 16);
      sockaddr.asByteBuffer(0, 2).order(ByteOrder.nativeOrder()).putShort((short) family());
      sockaddr.putByte(2, (byte) (port >> 8));
      sockaddr.putByte(3, (byte) port);
      sockaddr.putBytes(six ? 8 : 4, bytes);
      if (host instanceof Inet6Address scoped) {
        sockaddr.putInt(SCOPE_OFFSET, scoped.getScopeId());
      }
      return sockaddr;
    }

    /** The same host at another port. */
    public Internet withPort(int other) {
      return new Internet(host, other);
    }

    @Override
    public String toString() {
      String text = host.getHostAddress();
      return (host instanceof Inet6Address ? "[" + shortened(text) + "]" : text) + ":" + port;
    }

    /** The longest run of zero groups becomes two colons, as people write it. */
    private static String shortened(String groups) {
      for (int run = 8; run >= 2; run--) {
        String zeros = "(^|:)0(:0){" + (run - 1) + "}(:|%|$)";
        String text = groups.replaceFirst(zeros, "::$3");
        if (!text.equals(groups)) {
          return text.replace(":::", "::");
        }
      }
      return groups;
    }
  }

  /** A Unix socket; a name that begins with @ is abstract. */
  record Unix(String name) implements Address {
    private static final int PATH_MAX_BYTES = 107;

    /** Checks the length. */
    public Unix {
      int length = name.getBytes(StandardCharsets.UTF_8).length;
      if (length == 0 || length > PATH_MAX_BYTES) {
        throw new IllegalArgumentException(
            "the name of a Unix socket has 1 to " + PATH_MAX_BYTES + " bytes, not " + length);
      }
    }

    /** An abstract name that nobody has had since this machine started. */
    public static Unix unique(String prefix) {
      return new Unix(
          "@" + prefix + "-" + ThisProcess.pid() + "-" + Long.toHexString(System.nanoTime()));
    }

    @Override
    public int family() {
      return AF_UNIX;
    }

    @Override
    public boolean isLocal() {
      return true;
    }

    /** Whether the name is abstract: gone with its last holder, in no file system. */
    public boolean isAbstract() {
      return name.startsWith("@");
    }

    /** The path of a name that is not abstract. */
    public Path path() {
      return Path.of(name);
    }

    @Override
    public NativeBuffer encode() {
      byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
      NativeBuffer sockaddr = NativeBuffer.allocate(2 + bytes.length + (isAbstract() ? 0 : 1));
      sockaddr.asByteBuffer(0, 2).order(ByteOrder.nativeOrder()).putShort((short) AF_UNIX);
      sockaddr.putBytes(2, bytes);
      if (isAbstract()) {
        sockaddr.putByte(2, (byte) 0);
      }
      return sockaddr;
    }

    @Override
    public String toString() {
      return "unix:" + name;
    }
  }

  /**
   * Reads an address as people write it.
   *
   * @throws IllegalArgumentException with a message for people when it is not one, or its host is
   *     unknown
   */
  static Address parse(String text) {
    if (text.startsWith("unix:")) {
      return new Unix(text.substring("unix:".length()));
    }
    int colon = text.lastIndexOf(':');
    if (colon <= 0) {
      throw new IllegalArgumentException(
          "'" + text + "' is not an address: write HOST:PORT, [IPV6]:PORT or unix:PATH");
    }
    return internet(text.substring(0, colon), text.substring(colon + 1), text);
  }

  private static Internet internet(String host, String port, String text) {
    String bare =
        host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
    if (bare.isEmpty()) {
      throw new IllegalArgumentException("'" + text + "': the host is missing");
    }
    try {
      return new Internet(InetAddress.getByName(bare), Integer.parseInt(port));
    } catch (NumberFormatException notANumber) {
      throw new IllegalArgumentException("'" + text + "': the port must be a number", notANumber);
    } catch (UnknownHostException unknown) {
      throw new IllegalArgumentException("'" + text + "': no such host: " + bare, unknown);
    }
  }

  /** Reads a sockaddr the kernel wrote. */
  static Address decode(Memory sockaddr, int lengthBytes) {
    int family = sockaddr.asByteBuffer(0, 2).order(ByteOrder.nativeOrder()).getShort();
    if (family == AF_UNIX) {
      return decodeUnix(sockaddr, lengthBytes);
    }
    int port = (sockaddr.getByte(2) & 0xff) << 8 | (sockaddr.getByte(3) & 0xff);
    try {
      if (family != AF_INET6) {
        return new Internet(InetAddress.getByAddress(sockaddr.getBytes(4, 4)), port);
      }
      byte[] host = sockaddr.getBytes(8, 16);
      int scope = sockaddr.getInt(Internet.SCOPE_OFFSET);
      return new Internet(
          scope == 0
              ? InetAddress.getByAddress(host)
              : Inet6Address.getByAddress(null, host, scope),
          port);
    } catch (UnknownHostException impossible) {
      throw new AssertionError(impossible);
    }
  }

  private static Address decodeUnix(Memory sockaddr, int lengthBytes) {
    byte[] bytes = sockaddr.getBytes(2, lengthBytes - 2);
    if (bytes.length == 0) {
      return new Unix("@");
    }
    boolean isAbstract = bytes[0] == 0;
    String text = new String(bytes, StandardCharsets.UTF_8);
    return new Unix(isAbstract ? "@" + text.substring(1) : text.split("\0", 2)[0]);
  }
}
