package stampede.linux;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The few instructions between Java and the kernel. They call what the seventh argument names with
 * the other six, and give what it gave, or the negative errno: in the register of the result, so
 * that nothing is kept anywhere, and before anything else of the JVM can change errno.
 *
 * <p>The linker's own way, captureCallState, leaves errno in memory that every call is handed, and
 * makes an object of 40 bytes for it at each call that the JIT has not inlined whole; in a JVM with
 * much to compile that is never mended.
 *
 * <p>The page with them is written once, before it may be executed, and never again. Sources: the
 * System V ABI for x86-64, the Procedure Call Standard for aarch64, syscall(2), mprotect(2).
 */
@SuppressWarnings("restricted") // calling the kernel directly is what this module is for
final class Thunks {
  /**
   * Calls the function of libc at the address in the seventh argument: an int, of which -1 means
   * that errno tells more.
   */
  static final MethodHandle FUNCTION;

  /** {@link #FUNCTION} that keeps the thread in Java's own state: for what never blocks. */
  static final MethodHandle QUICK_FUNCTION;

  /** Makes the system call whose number is the seventh argument: a long. */
  static final MethodHandle SYSTEM_CALL;

  /** {@link #SYSTEM_CALL} that keeps the thread in Java's own state: for what never blocks. */
  static final MethodHandle QUICK_SYSTEM_CALL;

  private static final int PAGE_BYTES = 4096;
  private static final int FUNCTION_AT = 16;
  private static final int SYSTEM_CALL_AT = 64;

  private static final int PROT_READ_WRITE = 3;
  private static final int PROT_READ_EXECUTE = 5;
  private static final int MAP_PRIVATE_ANONYMOUS = 0x22;

  private static final FunctionDescriptor SEVEN_LONGS = sevenLongs();
  private static final Linker.Option QUICK = Linker.Option.critical(false);

  static {
    MemorySegment page = page(Native.ARCHITECTURE);
    MemorySegment function = page.asSlice(FUNCTION_AT);
    MemorySegment systemCall = page.asSlice(SYSTEM_CALL_AT);
    FUNCTION = Native.link(function, SEVEN_LONGS);
    QUICK_FUNCTION = Native.link(function, SEVEN_LONGS, QUICK);
    SYSTEM_CALL = Native.link(systemCall, SEVEN_LONGS);
    QUICK_SYSTEM_CALL = Native.link(systemCall, SEVEN_LONGS, QUICK);
  }

  private Thunks() {}

  /** The page: where errno's function is, then the two thunks. */
  private static MemorySegment page(Architecture architecture) {
    long address = bare("mmap", 0, PAGE_BYTES, PROT_READ_WRITE, MAP_PRIVATE_ANONYMOUS, -1);
    if (address == -1) {
      throw refused("mmap");
    }
    MemorySegment page = MemorySegment.ofAddress(address).reinterpret(PAGE_BYTES);
    page.set(ValueLayout.JAVA_LONG, 0, Native.symbol("__errno_location").address());
    put(page, FUNCTION_AT, function(architecture));
    put(page, SYSTEM_CALL_AT, systemCall(architecture));
    if (bare("mprotect", address, PAGE_BYTES, PROT_READ_EXECUTE, 0, 0) != 0) {
      throw refused("mprotect");
    }
    return page.asReadOnly();
  }

  /** {@link #FUNCTION_AT} bytes after the address of errno's function. */
  static byte[] function(Architecture architecture) {
    return assembled(
        switch (architecture) {
          case X86_64 ->
              """
              55            push rbp
              4889e5        mov rbp, rsp              ; aligns the stack, and shows debuggers the way
              31c0          xor eax, eax              ; no vector registers, for variadic functions
              ff5510        call [rbp+16]             ; the seventh argument
              4898          cdqe                      ; an int leaves the upper half undefined
              4883f8ff      cmp rax, -1
              750c          jne done
              ff15d9ffffff  call [rip-39]             ; errno's function
              486300        movsxd rax, dword [rax]
              48f7d8        neg rax
              5d            pop rbp                   ; done
              c3            ret
              """;
          case AARCH64 ->
              """
              fd7bbfa9      stp x29, x30, [sp, #-16]!
              fd030091      mov x29, sp
              c0003fd6      blr x6                    // the seventh argument
              007c4093      sxtw x0, w0               // an int leaves the upper half undefined
              1f0400b1      cmn x0, #1
              a1000054      b.ne done
              d0feff58      ldr x16, .-40             // errno's function
              00023fd6      blr x16
              000080b9      ldrsw x0, [x0]
              e00300cb      neg x0, x0
              fd7bc1a8      ldp x29, x30, [sp], #16   // done
              c0035fd6      ret
              """;
        });
  }

  /** The kernel gives errors as negative results already. */
  static byte[] systemCall(Architecture architecture) {
    return assembled(
        switch (architecture) {
          case X86_64 ->
              """
              4989ca        mov r10, rcx              ; the kernel takes the fourth argument there
              488b442408    mov rax, [rsp+8]          ; the seventh argument
              0f05          syscall
              c3            ret
              """;
          case AARCH64 ->
              """
              e80306aa      mov x8, x6                // the seventh argument
              010000d4      svc #0
              c0035fd6      ret
              """;
        });
  }

  private static byte[] assembled(String listing) {
    StringBuilder hex = new StringBuilder();
    listing.lines().forEach(line -> hex.append(line, 0, line.indexOf(' ')));
    return HexFormat.of().parseHex(hex);
  }

  private static void put(MemorySegment page, long offset, byte[] code) {
    MemorySegment.copy(code, 0, page, ValueLayout.JAVA_BYTE, offset, code.length);
  }

  /** A function called without a thunk, which cannot tell why it failed. */
  private static long bare(String name, long a, long b, long c, long d, long e) {
    MethodHandle handle = Native.link(Native.symbol(name), SEVEN_LONGS);
    try {
      return (long) handle.invokeExact(a, b, c, d, e, 0L, 0L);
    } catch (Throwable thrown) {
      throw new AssertionError("a native call threw", thrown);
    }
  }

  private static UnsupportedOperationException refused(String call) {
    return new UnsupportedOperationException(
        "this system gives us no memory for the instructions that call the kernel: "
            + call
            + " failed. Memory may be short, or a policy forbids what was written to be executed");
  }

  private static FunctionDescriptor sevenLongs() {
    MemoryLayout[] layouts = new MemoryLayout[7];
    Arrays.fill(layouts, ValueLayout.JAVA_LONG);
    return FunctionDescriptor.of(ValueLayout.JAVA_LONG, layouts);
  }
}
