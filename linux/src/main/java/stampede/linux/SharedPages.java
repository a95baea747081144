package stampede.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * What the kernel does with the pages of a memfd, beside mapping them. Apart from {@link
 * SharedMemory}, so that processes that only map and write do not look for these calls. Sources:
 * fallocate(2), statx(2), getpagesize(3).
 */
final class SharedPages {
  private static final int PUNCH_HOLE_KEEP_SIZE = 3;
  private static final int AT_EMPTY_PATH = 0x1000;
  private static final int STATX_BLOCKS = 0x400;
  private static final long STX_BLOCKS_OFFSET = 48;
  private static final int STATX_BYTES = 256;
  private static final int BLOCK_BYTES = 512;
  private static final NativeCall FALLOCATE = NativeCall.blocking("fallocate");
  private static final NativeCall STATX = NativeCall.blocking("statx");
  private static final long PAGE_BYTES = NativeCall.quick("getpagesize").call();

  private SharedPages() {}

  /** See {@link SharedMemory#discard}. */
  static long discard(Descriptor memory, long offset, long lengthBytes) {
    long from = (offset + PAGE_BYTES - 1) / PAGE_BYTES * PAGE_BYTES;
    long to = (offset + lengthBytes) / PAGE_BYTES * PAGE_BYTES;
    if (from >= to) {
      return offset;
    }
    int result = FALLOCATE.call(memory.number(), PUNCH_HOLE_KEEP_SIZE, from, to - from);
    LinuxException.check(result, "fallocate", memory, "PUNCH_HOLE", from, to - from);
    return to;
  }

  /** See {@link SharedMemory#usedBytes}. */
  static long usedBytes(Descriptor memory) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment none = arena.allocateFrom("");
      MemorySegment status = arena.allocate(STATX_BYTES, Long.BYTES);
      int result =
          STATX.call(
              memory.number(), none.address(), AT_EMPTY_PATH, STATX_BLOCKS, status.address());
      LinuxException.check(result, "statx", memory);
      return status.get(ValueLayout.JAVA_LONG, STX_BLOCKS_OFFSET) * BLOCK_BYTES;
    }
  }
}
