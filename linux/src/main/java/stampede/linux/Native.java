package stampede.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.function.Consumer;

/**
 * The native edge: where functions of libc are found and linked, and where each thread keeps its
 * small structures. Functions are called through {@link NativeCall}.
 */
@SuppressWarnings("restricted") // calling the kernel directly is what this module is for
final class Native {
  /** The machine we are on; an unknown one is refused here, before anything is linked. */
  static final Architecture ARCHITECTURE =
      Architecture.of(System.getProperty("os.name"), System.getProperty("os.arch"));

  private static final int SCRATCH_BYTES = 64;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final SymbolLookup LIBC = LINKER.defaultLookup();
  private static final ThreadLocal<MemorySegment> SCRATCH =
      ThreadLocal.withInitial(() -> Arena.ofAuto().allocate(SCRATCH_BYTES, 8));

  private Native() {}

  /** Links the code at an address. */
  static MethodHandle link(MemorySegment code, FunctionDescriptor shape, Linker.Option... options) {
    return LINKER.downcallHandle(code, shape, options);
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

  /**
   * 64 bytes of the calling thread for the small structures that calls take and give, aligned to 8.
   * What they hold is worth nothing once another call of this module has been made.
   */
  static MemorySegment scratch() {
    return SCRATCH.get();
  }
}
