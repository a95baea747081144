package stampede.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/**
 * A program of type SK_REUSEPORT: the kernel runs it for each new connection at a shared address,
 * when the SYN comes, to choose the socket that will be given it. It chooses by {@link
 * BpfCode.Function#SELECT_SOCKET} and ends with {@link #PASS}; when it chose nothing, the kernel's
 * hash does. When a socket of the address is closed, it is run for each request that waits there,
 * and the request moves to the socket it chooses (Linux 5.14).
 *
 * <p>Owns its descriptor. Sockets it is attached to keep the program, also after this is closed.
 * Sources: bpf(2), bpf-helpers(7), net/core/filter.c (sk_reuseport), net/core/sock_reuseport.c.
 */
public final class BpfProgram extends Descriptor {
  /** SK_PASS, the answer of a program that lets the connection in. */
  public static final int PASS = 1;

  /** Offset in the context of the hash of the connection, 32 bits. */
  public static final int CONTEXT_HASH = 32;

  private static final int TYPE_SK_REUSEPORT = 21;
  private static final int SELECT_OR_MIGRATE = 40;
  private static final int SO_ATTACH_REUSEPORT_EBPF = 52;
  private static final int SOL_SOCKET = 1;
  private static final String LICENSE = "Apache-2.0";

  private static final int ATTRIBUTE_BYTES = 72;
  private static final int NAME_OFFSET = 48;
  private static final int ATTACH_TYPE_OFFSET = 68;
  private static final int LOG_BYTES = 1 << 20;
  private static final int LOG_SHOWN = 2000;

  private BpfProgram(int fd) {
    super(fd);
  }

  /**
   * Has the kernel check and compile a program.
   *
   * @param name as in {@link Bpf#memory}
   * @throws LinuxException EPERM without privilege; EACCES or EINVAL when the verifier refuses it,
   *     with the end of the verifier's account in the message
   */
  public static BpfProgram load(String name, BpfCode code) {
    int result = load(name, code, MemorySegment.NULL);
    if (result >= 0) {
      return new BpfProgram(result);
    }
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment log = arena.allocate(LOG_BYTES);
      result = load(name, code, log);
      return new BpfProgram(
          LinuxException.check(result, "bpf", "BPF_PROG_LOAD", name, "verifier: " + end(log)));
    }
  }

  private static int load(String name, BpfCode code, MemorySegment log) {
    long[] instructions = code.assemble();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment attribute = arena.allocate(ATTRIBUTE_BYTES, 8);
      attribute.set(ValueLayout.JAVA_INT, 0, TYPE_SK_REUSEPORT);
      attribute.set(ValueLayout.JAVA_INT, 4, instructions.length);
      long program = arena.allocateFrom(ValueLayout.JAVA_LONG, instructions).address();
      attribute.set(ValueLayout.JAVA_LONG, 8, program);
      attribute.set(ValueLayout.JAVA_LONG, 16, arena.allocateFrom(LICENSE).address());
      attribute.set(ValueLayout.JAVA_INT, 24, log.byteSize() > 0 ? 1 : 0);
      attribute.set(ValueLayout.JAVA_INT, 28, (int) log.byteSize());
      attribute.set(ValueLayout.JAVA_LONG, 32, log.address());
      Bpf.putName(attribute, NAME_OFFSET, name);
      attribute.set(ValueLayout.JAVA_INT, ATTACH_TYPE_OFFSET, SELECT_OR_MIGRATE);
      return Bpf.call(Bpf.PROGRAM_LOAD, attribute);
    }
  }

  private static String end(MemorySegment log) {
    String text = log.getString(0, StandardCharsets.US_ASCII).strip();
    return text.substring(Math.max(0, text.length() - LOG_SHOWN));
  }

  /**
   * Lets it choose for the address of {@code socket}, any one of those that share it, instead of
   * what chose before; {@link ReuseportFilter#detach} ends that.
   *
   * @throws LinuxException EINVAL when the socket was not bound to share its address
   */
  public void attach(ListeningSocket socket) {
    try (Arena arena = Arena.ofConfined()) {
      long program = arena.allocateFrom(ValueLayout.JAVA_INT, number()).address();
      int result =
          SocketOption.set(socket.number(), SOL_SOCKET, SO_ATTACH_REUSEPORT_EBPF, program, 4);
      LinuxException.check(result, "setsockopt", socket, "SO_ATTACH_REUSEPORT_EBPF", this);
    }
  }
}
