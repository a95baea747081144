package stampede.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * bpf(2): programs of ours that the kernel checks, compiles and runs, and memory they share with
 * processes. Everything here lives as long as somebody has a descriptor of it, or runs it.
 *
 * <p>Making maps and programs needs CAP_BPF and, for loops, CAP_PERFMON; using what another process
 * made, through a descriptor it passed, needs nothing. Layouts are those of union bpf_attr in
 * linux/bpf.h. Control plane, any thread.
 */
public final class Bpf {
  static final int MAP_CREATE = 0;
  static final int MAP_UPDATE = 2;
  static final int MAP_DELETE = 3;
  static final int PROGRAM_LOAD = 5;

  private static final int TYPE_ARRAY = 2;
  private static final int F_MMAPABLE = 1 << 10;
  private static final int NAME_BYTES = 16;
  private static final int MAP_ATTRIBUTE_BYTES = 48;
  private static final int MAP_NAME_OFFSET = 28;

  private static final NativeCall BPF = NativeCall.systemCall("bpf", Native.ARCHITECTURE.bpfCall);

  private Bpf() {}

  /**
   * Why no program can be loaded here, in words that say what is missing; empty when programs can
   * be. Finds out by trying.
   */
  public static Optional<String> unavailable() {
    try (SharedMemory memory = memory("probe", 8)) {
      BpfProgram.load("probe", probe(memory)).close();
      return Optional.empty();
    } catch (LinuxException refused) {
      return Optional.of(reason(refused));
    }
  }

  /**
   * Does what is not for everybody: an atomic compare and exchange, which came with Linux 5.12, and
   * showing an address, which needs CAP_PERFMON. Without it the verifier also follows the loops of
   * a program into what a CPU may only guess, and finds no end.
   */
  private static BpfCode probe(SharedMemory memory) {
    return new BpfCode()
        .loadAddress(BpfCode.Register.R7, memory)
        .set(BpfCode.Register.R0, 0)
        .set(BpfCode.Register.R2, 0)
        .compareAndExchangeLong(BpfCode.Register.R7, 0, BpfCode.Register.R2)
        .storeLong(BpfCode.Register.R7, 0, BpfCode.Register.R10)
        .set(BpfCode.Register.R0, BpfProgram.PASS)
        .exit();
  }

  static String reason(LinuxException refused) {
    return switch (refused.errno()) {
      case EPERM, EACCES -> "loading BPF programs needs root, or CAP_BPF and CAP_PERFMON";
      case ENOSYS -> "this kernel has no bpf(2), or it is filtered (seccomp)";
      case EINVAL -> "this kernel refuses our BPF programs; Linux 5.14 or later is needed";
      default -> refused.getMessage();
    };
  }

  /**
   * Memory that programs and processes share, all zero: a BPF array of one value, mapped. Its
   * descriptor can be passed to other processes, which {@linkplain SharedMemory#open(Descriptor,
   * long) open} it with the same size; programs find it by {@link BpfCode#loadAddress}.
   *
   * @param name up to 15 letters, digits, '_' or '.', for people with bpftool
   * @param sizeBytes at least 1
   * @throws LinuxException EPERM without privilege
   */
  public static SharedMemory memory(String name, int sizeBytes) {
    return SharedMemory.open(createMap(name, TYPE_ARRAY, sizeBytes, 1, F_MMAPABLE), sizeBytes);
  }

  /** A new map with keys of 4 bytes. */
  static Descriptor createMap(String name, int type, int valueBytes, int entries, int flags) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment attribute = arena.allocate(MAP_ATTRIBUTE_BYTES, 8);
      int[] numbers = {type, Integer.BYTES, valueBytes, entries, flags};
      MemorySegment.copy(numbers, 0, attribute, ValueLayout.JAVA_INT, 0, numbers.length);
      putName(attribute, MAP_NAME_OFFSET, name);
      int result = call(MAP_CREATE, attribute);
      return new Descriptor(LinuxException.check(result, "bpf", "BPF_MAP_CREATE", name, entries));
    }
  }

  static void putName(MemorySegment attribute, long offset, String name) {
    byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
    if (bytes.length >= NAME_BYTES) {
      throw new IllegalArgumentException("a name has at most 15 characters: " + name);
    }
    MemorySegment.copy(bytes, 0, attribute, ValueLayout.JAVA_BYTE, offset, bytes.length);
  }

  /** bpf(2); its result, or the error. */
  static int call(int command, MemorySegment attribute) {
    return BPF.call(command, attribute.address(), attribute.byteSize());
  }
}
