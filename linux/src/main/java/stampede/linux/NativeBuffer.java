package stampede.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Private memory outside the heap that calls read from and write to. Aligned to a cache line, zero
 * at first, given back when the garbage collector finds it unreachable. Any thread may use it; what
 * threads share they must order.
 */
public final class NativeBuffer extends Memory {
  private NativeBuffer(MemorySegment segment) {
    super(segment);
  }

  /** A buffer of {@code sizeBytes} bytes, at least 1. */
  public static NativeBuffer allocate(long sizeBytes) {
    return new NativeBuffer(Arena.ofAuto().allocate(sizeBytes, 64));
  }

  /** A buffer that holds exactly {@code bytes}. */
  public static NativeBuffer of(byte[] bytes) {
    NativeBuffer buffer = allocate(Math.max(1, bytes.length));
    buffer.putBytes(0, bytes);
    return buffer;
  }
}
