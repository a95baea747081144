package stampede.linux;

import java.util.ArrayList;
import java.util.List;

/**
 * Assembles the instructions of a {@link BpfProgram}: as much of the instruction set as choosing a
 * socket needs. Every operation is on 64 bits. The kernel's verifier, not this class, knows whether
 * a program is sound.
 *
 * <pre>{@code
 * BpfCode code = new BpfCode();
 * BpfCode.Label done = new BpfCode.Label();
 * code.set(R0, PASS).jumpIf(EQUAL, R1, 0, done).set(R0, DROP).place(done).exit();
 * }</pre>
 *
 * <p>One thread. Source: Documentation/bpf/standardization/instruction-set.rst of the kernel.
 */
public final class BpfCode {
  /**
   * R0 takes results, R1 to R5 are the arguments of calls, which lose them, R6 to R9 survive calls,
   * R10 points behind the stack. At the start R1 is the context.
   */
  public enum Register {
    R0(0),
    R1(1),
    R2(2),
    R3(3),
    R4(4),
    R5(5),
    R6(6),
    R7(7),
    R8(8),
    R9(9),
    R10(10);

    private final int number;

    Register(int number) {
      this.number = number;
    }
  }

  /** What {@link #compute} does: target = target OPERATION other. */
  public enum Operation {
    ADD(0x00),
    SUBTRACT(0x10),
    MULTIPLY(0x20),
    SHIFT_LEFT(0x60),
    /** Zeros come in from the left. */
    SHIFT_RIGHT(0x70),
    /** Unsigned; what is divided by 0 stays as it is. */
    MODULO(0x90);

    private final int code;

    Operation(int code) {
      this.code = code;
    }
  }

  /** When {@link #jumpIf} jumps; numbers are unsigned. */
  public enum Comparison {
    EQUAL(0x10),
    GREATER(0x20),
    AT_LEAST(0x30),
    NOT_EQUAL(0x50),
    LESS(0xa0),
    AT_MOST(0xb0);

    private final int code;

    Comparison(int code) {
      this.code = code;
    }
  }

  /** Functions of the kernel, as bpf-helpers(7) has them; the result is in R0. */
  public enum Function {
    /** bpf_ktime_get_ns: CLOCK_MONOTONIC. */
    MONOTONIC_NS(5),
    /** bpf_get_prandom_u32. */
    RANDOM(7),
    /**
     * bpf_sk_select_reuseport: the context, a {@link SocketArray}, the address of a place (32
     * bits), 0; it gives 0 when that socket is chosen.
     */
    SELECT_SOCKET(82);

    private final int number;

    Function(int number) {
      this.number = number;
    }
  }

  /** A place to jump to. */
  public static final class Label {
    private static final int NOWHERE = -1;

    private int at = NOWHERE;

    /** A label that {@link BpfCode#place} will put somewhere. */
    public Label() {}
  }

  private record Jump(int at, Label to) {}

  private static final int MOVE = 0xb7;
  private static final int COMPUTE = 0x07;
  private static final int WITH_REGISTER = 0x08;
  private static final int JUMP = 0x05;
  private static final int CALL = 0x85;
  private static final int EXIT = 0x95;
  private static final int LOAD_INT = 0x61;
  private static final int LOAD_LONG = 0x79;
  private static final int STORE_INT = 0x63;
  private static final int STORE_LONG = 0x7b;
  private static final int ATOMIC_LONG = 0xdb;
  private static final int COMPARE_AND_EXCHANGE = 0xf1;
  private static final int LOAD_WIDE = 0x18;
  private static final int WIDE_IS_MAP = 1;
  private static final int WIDE_IS_VALUE_OF_MAP = 2;

  private final List<Long> instructions = new ArrayList<>();
  private final List<Jump> jumps = new ArrayList<>();

  /** target = value, with its sign. */
  public BpfCode set(Register target, int value) {
    return then(MOVE, target, 0, 0, value);
  }

  /** target = source. */
  public BpfCode set(Register target, Register source) {
    return then(MOVE | WITH_REGISTER, target, source.number, 0, 0);
  }

  /** target = target OPERATION value. */
  public BpfCode compute(Operation operation, Register target, int value) {
    return then(COMPUTE | operation.code, target, 0, 0, value);
  }

  /** target = target OPERATION source. */
  public BpfCode compute(Operation operation, Register target, Register source) {
    return then(COMPUTE | WITH_REGISTER | operation.code, target, source.number, 0, 0);
  }

  /** Loads 32 bits without sign. */
  public BpfCode loadInt(Register target, Register address, int offset) {
    return then(LOAD_INT, target, address.number, offset, 0);
  }

  /** Loads 64 bits. */
  public BpfCode loadLong(Register target, Register address, int offset) {
    return then(LOAD_LONG, target, address.number, offset, 0);
  }

  /** Stores 32 bits. */
  public BpfCode storeInt(Register address, int offset, Register source) {
    return then(STORE_INT, address, source.number, offset, 0);
  }

  /** Stores 64 bits. */
  public BpfCode storeLong(Register address, int offset, Register source) {
    return then(STORE_LONG, address, source.number, offset, 0);
  }

  /**
   * Stores {@code value} if the long there is R0, in one step that nobody can divide; R0 becomes
   * what was there.
   */
  public BpfCode compareAndExchangeLong(Register address, int offset, Register value) {
    return then(ATOMIC_LONG, address, value.number, offset, COMPARE_AND_EXCHANGE);
  }

  /** The address of {@linkplain Bpf#memory memory} that processes share. */
  public BpfCode loadAddress(Register target, SharedMemory memory) {
    return loadWide(target, WIDE_IS_VALUE_OF_MAP, memory.descriptor().number());
  }

  /** The array itself, for {@link Function#SELECT_SOCKET}. */
  public BpfCode loadArray(Register target, SocketArray array) {
    return loadWide(target, WIDE_IS_MAP, array.number());
  }

  /** Calls a function of the kernel. */
  public BpfCode call(Function function) {
    return then(CALL, Register.R0, 0, 0, function.number);
  }

  /** Ends the program; R0 is its answer. */
  public BpfCode exit() {
    return then(EXIT, Register.R0, 0, 0, 0);
  }

  /** Jumps. */
  public BpfCode jump(Label to) {
    jumps.add(new Jump(instructions.size(), to));
    return then(JUMP, Register.R0, 0, 0, 0);
  }

  /** Jumps if left COMPARISON value. */
  public BpfCode jumpIf(Comparison comparison, Register left, int value, Label to) {
    jumps.add(new Jump(instructions.size(), to));
    return then(JUMP | comparison.code, left, 0, 0, value);
  }

  /** Jumps if left COMPARISON right. */
  public BpfCode jumpIf(Comparison comparison, Register left, Register right, Label to) {
    jumps.add(new Jump(instructions.size(), to));
    return then(JUMP | WITH_REGISTER | comparison.code, left, right.number, 0, 0);
  }

  /** Puts a label before the next instruction. */
  public BpfCode place(Label label) {
    label.at = instructions.size();
    return this;
  }

  /**
   * The instructions with every jump resolved.
   *
   * @throws IllegalStateException when a label was placed nowhere
   */
  long[] assemble() {
    long[] assembled = instructions.stream().mapToLong(Long::longValue).toArray();
    for (Jump jump : jumps) {
      if (jump.to.at == Label.NOWHERE) {
        throw new IllegalStateException("the jump at " + jump.at + " leads nowhere");
      }
      assembled[jump.at] |= offset(jump.to.at - jump.at - 1);
    }
    return assembled;
  }

  /** Two instructions long: a descriptor, which the kernel replaces by what it stands for. */
  private BpfCode loadWide(Register target, int kind, int descriptor) {
    then(LOAD_WIDE, target, kind, 0, descriptor);
    return then(0, Register.R0, 0, 0, 0);
  }

  /** struct bpf_insn, little-endian: 8 bits of code, 4 and 4 of registers, 16 of offset, 32. */
  private BpfCode then(int code, Register target, int source, int offset, int constant) {
    long registers = (long) target.number << 8 | (long) source << 12;
    instructions.add(code | registers | offset(offset) | (long) constant << 32);
    return this;
  }

  private static long offset(int offset) {
    if (offset != (short) offset) {
      throw new IllegalArgumentException("an offset has 16 bits: " + offset);
    }
    return (offset & 0xffffL) << 16;
  }
}
