package stampede.linux;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.function.Consumer;

/**
 * The native edge: how a function of libc becomes a method handle, and how errno is read
 * afterwards.
 *
 * <p>Every handle takes the thread's errno segment as its first argument. A call that may block is
 * linked with {@link #blocking}; one that never does is linked with {@link #quick}, which keeps the
 * thread in Java's own state and saves some 10 ns. A quick call that did block would hold up every
 * garbage collection, so the choice is made by the man page, not by habit.
 */
@SuppressWarnings("restricted") // calling the kernel directly is what this module is for
final class Native {
  /** The machine we are on; an unknown one is refused here, before anything is linked. */
  static final Architecture ARCHITECTURE =
      Architecture.of(System.getProperty("os.name"), System.getProperty("os.arch"));

  private static final int SCRATCH_BYTES = 64;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final SymbolLookup LIBC = LINKER.defaultLookup();
  private static final StructLayout STATE_LAYOUT = Linker.Option.captureStateLayout();
  private static final long ERRNO_OFFSET =
      STATE_LAYOUT.byteOffset(MemoryLayout.PathElement.groupElement("errno"));
  private static final ThreadLocal<MemorySegment> STATE =
      ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(STATE_LAYOUT));
  private static final ThreadLocal<MemorySegment> SCRATCH =
      ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(SCRATCH_BYTES, 8));

  private Native() {}

  /** Links a function that may block. */
  static MethodHandle blocking(String name, FunctionDescriptor descriptor) {
    return LINKER.downcallHandle(symbol(name), descriptor, Linker.Option.captureCallState("errno"));
  }

  /**
   * Links a variadic function that may block; arguments from {@code firstVariadic} on are variadic.
   */
  static MethodHandle variadic(String name, int firstVariadic, FunctionDescriptor descriptor) {
    return LINKER.downcallHandle(
        symbol(name),
        descriptor,
        Linker.Option.captureCallState("errno"),
        Linker.Option.firstVariadicArg(firstVariadic));
  }

  /** Links a function that never blocks. */
  static MethodHandle quick(String name, FunctionDescriptor descriptor) {
    return LINKER.downcallHandle(
        symbol(name),
        descriptor,
        Linker.Option.captureCallState("errno"),
        Linker.Option.critical(false));
  }

  /** The address of a function of libc. */
  static MemorySegment symbol(String name) {
    return LIBC.find(name)
        .orElseThrow(() -> new UnsupportedOperationException("libc here has no function " + name));
  }

  /** Memory the kernel mapped for us, until {@code arena} closes and {@code unmap} is run. */
  static MemorySegment mapped(
      long address, long sizeBytes, Arena arena, Consumer<MemorySegment> unmap) {
    return MemorySegment.ofAddress(address).reinterpret(sizeBytes, arena, unmap);
  }

  /** The calling thread's errno segment: the first argument of every handle. */
  static MemorySegment state() {
    return STATE.get();
  }

  /**
   * 64 bytes of the calling thread for the small structures that calls take and give, aligned to 8.
   * What they hold is worth nothing once another call of this module has been made.
   */
  static MemorySegment scratch() {
    return SCRATCH.get();
  }

  /** The result where it is a success, else the negative errno the call left in {@code state}. */
  static int result(int result, MemorySegment state) {
    return result >= 0 ? result : -state.get(JAVA_INT, ERRNO_OFFSET);
  }

  /** As {@link #result(int, MemorySegment)}, for calls that return a ssize_t. */
  static int result(long result, MemorySegment state) {
    return result >= 0 ? (int) result : -state.get(JAVA_INT, ERRNO_OFFSET);
  }

  /** What a handle threw that is not an error of the kernel: a mistake of ours. */
  static AssertionError impossible(Throwable thrown) {
    return new AssertionError("a native call threw", thrown);
  }

  /** A descriptor spelled in letters, result first: i int, l long, p pointer. */
  static FunctionDescriptor signature(String letters) {
    MemoryLayout[] layouts = new MemoryLayout[letters.length() - 1];
    for (int i = 1; i < letters.length(); i++) {
      layouts[i - 1] = layout(letters.charAt(i));
    }
    return FunctionDescriptor.of(layout(letters.charAt(0)), layouts);
  }

  private static MemoryLayout layout(char letter) {
    return switch (letter) {
      case 'i' -> JAVA_INT;
      case 'l' -> JAVA_LONG;
      case 'p' -> ADDRESS;
      default -> throw new IllegalArgumentException("no layout for " + letter);
    };
  }
}
