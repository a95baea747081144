package stampede.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * A small program of classic BPF with which the kernel chooses among the sockets that share an
 * address (SO_REUSEPORT), in place of its hash. It is run once for each new connection, when the
 * SYN comes, on the CPU that receives it; no privilege is needed.
 *
 * <p>Sockets are counted from 0 in the order in which they began to listen; when one is closed, the
 * last takes its place, so only the last can leave without renumbering the others. A number that no
 * socket has makes the kernel fall back to its hash over all of them. One filter or {@link
 * BpfProgram} serves the whole address, and attaching replaces it in one step, while connections
 * come. Sources: socket(7), net/core/sock_reuseport.c, linux/filter.h.
 */
public final class ReuseportFilter {
  private static final int SOL_SOCKET = 1;
  private static final int SO_ATTACH_REUSEPORT_CBPF = 51;
  private static final int SO_DETACH_REUSEPORT_BPF = 68;
  private static final int FPROG_BYTES = 16;

  private static final int SKF_AD_CPU = 0xfffff000 + 36;
  private static final int SKF_AD_RANDOM = 0xfffff000 + 56;

  private static final int LOAD_ABSOLUTE = 0x20;
  private static final int LOAD = 0x00;
  private static final int LOAD_X_FROM_MEMORY = 0x61;
  private static final int STORE = 0x02;
  private static final int A_TO_X = 0x07;
  private static final int ADD_X = 0x0c;
  private static final int SUBTRACT_X = 0x1c;
  private static final int MULTIPLY = 0x24;
  private static final int DIVIDE = 0x34;
  private static final int MODULO = 0x94;
  private static final int MODULO_X = 0x9c;
  private static final int JUMP = 0x05;
  private static final int RETURN_A = 0x16;

  /** Goes on to the next instruction when A is the number, else passes over two. */
  private static final int IF_EQUAL_ELSE_PASS_TWO = 0x15 | 2 << 24;

  private final String name;
  private final List<Long> code = new ArrayList<>();

  private ReuseportFilter(String name) {
    this.name = name;
  }

  /**
   * One of the first {@code sockets}, at random: none after them is given new connections, so that
   * it can be emptied and closed.
   *
   * @param sockets at least 1
   */
  public static ReuseportFilter amongFirst(int sockets) {
    atLeastOne(sockets);
    ReuseportFilter filter = new ReuseportFilter("one of the first " + sockets);
    filter.then(LOAD_ABSOLUTE, SKF_AD_RANDOM).then(MODULO, sockets).then(RETURN_A, 0);
    return filter;
  }

  /**
   * A socket of the CPU that receives the connection. The sockets are dealt out to {@code cpus} in
   * turn, socket 0 to the first of them; where a CPU has several, one at random. A CPU that is not
   * among {@code cpus} uses the sockets of another one, always the same; where there are fewer
   * sockets than CPUs, CPUs share them.
   *
   * @param cpus the CPUs whose handlers accept, at least one
   * @param sockets how many sockets there are, at least 1
   */
  public static ReuseportFilter byCpu(BitSet cpus, int sockets) {
    atLeastOne(sockets);
    atLeastOne(cpus.cardinality());
    int shares = Math.min(cpus.cardinality(), sockets);
    ReuseportFilter filter = new ReuseportFilter(sockets + " by CPU of " + cpus);
    filter.loadShareOfCpu(cpus, shares);
    if (sockets > shares) {
      filter.chooseWithin(shares, sockets);
    }
    filter.then(RETURN_A, 0);
    return filter;
  }

  private static void atLeastOne(int count) {
    if (count < 1) {
      throw new IllegalArgumentException("there must be at least one to choose, not " + count);
    }
  }

  /** Leaves in A which share the CPU has, 0 to {@code shares - 1}. */
  private void loadShareOfCpu(BitSet cpus, int shares) {
    then(LOAD_ABSOLUTE, SKF_AD_CPU);
    if (cpus.length() > cpus.cardinality()) {
      loadRank(cpus, shares);
    } else {
      then(MODULO, shares);
    }
  }

  /** Where the CPUs have gaps: compares with each of them. */
  private void loadRank(BitSet cpus, int shares) {
    int left = cpus.cardinality();
    int share = 0;
    for (int cpu = cpus.nextSetBit(0); cpu >= 0; cpu = cpus.nextSetBit(cpu + 1)) {
      left--;
      then(IF_EQUAL_ELSE_PASS_TWO, cpu).then(LOAD, share).then(JUMP, 3 * left + 1);
      share = (share + 1) % shares;
    }
    then(MODULO, shares);
  }

  /** A is a share: the sockets share, share + shares, share + 2 shares, ...; leaves one of them. */
  private void chooseWithin(int shares, int sockets) {
    then(STORE, 0);
    then(LOAD, sockets + shares - 1).then(LOAD_X_FROM_MEMORY, 0).then(SUBTRACT_X, 0);
    then(DIVIDE, shares).then(A_TO_X, 0);
    then(LOAD_ABSOLUTE, SKF_AD_RANDOM).then(MODULO_X, 0).then(MULTIPLY, shares);
    then(LOAD_X_FROM_MEMORY, 0).then(ADD_X, 0);
  }

  /** struct sock_filter, little-endian: 16 bits of code, 8 and 8 of jumps, 32 of a constant. */
  private ReuseportFilter then(int codeAndJumps, int constant) {
    code.add(Integer.toUnsignedLong(codeAndJumps) | (long) constant << 32);
    return this;
  }

  /**
   * Lets it choose for the address of {@code socket}, any one of those that share it.
   *
   * @throws LinuxException EINVAL when the socket was not bound to share its address
   */
  public void attach(ListeningSocket socket) {
    long[] instructions = code.stream().mapToLong(Long::longValue).toArray();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment program = arena.allocateFrom(ValueLayout.JAVA_LONG, instructions);
      MemorySegment head = arena.allocate(FPROG_BYTES, 8);
      head.set(ValueLayout.JAVA_SHORT, 0, (short) instructions.length);
      head.set(ValueLayout.JAVA_LONG, 8, program.address());
      int result =
          SocketOption.set(
              socket.number(), SOL_SOCKET, SO_ATTACH_REUSEPORT_CBPF, head.address(), FPROG_BYTES);
      LinuxException.check(result, "setsockopt", socket, "SO_ATTACH_REUSEPORT_CBPF", name);
    }
  }

  /**
   * Gives the choice back to the kernel's hash, whatever filter or {@link BpfProgram} had it.
   *
   * @return false when the hash had it already
   * @throws LinuxException EINVAL when the socket was not bound to share its address
   */
  public static boolean detach(ListeningSocket socket) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment unused = arena.allocate(ValueLayout.JAVA_INT);
      int result =
          SocketOption.set(
              socket.number(), SOL_SOCKET, SO_DETACH_REUSEPORT_BPF, unused.address(), 4);
      if (result == Errno.ENOENT.asResult()) {
        return false;
      }
      LinuxException.check(result, "setsockopt", socket, "SO_DETACH_REUSEPORT_BPF");
      return true;
    }
  }
}
