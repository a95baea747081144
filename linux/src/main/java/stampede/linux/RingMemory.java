package stampede.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A part of an io_uring that the kernel and one thread share: only the thread that mapped it may
 * touch or close it. Sources: io_uring_setup(2), mmap(2).
 */
final class RingMemory extends Memory implements AutoCloseable {
  /** IORING_OFF_SQ_RING: both rings, where the kernel maps them as one. */
  static final long RINGS = 0;

  /** IORING_OFF_SQES: the entries of the submission queue. */
  static final long ENTRIES = 0x1000_0000L;

  private static final int PROT_READ_WRITE = 3;
  private static final int MAP_SHARED_POPULATE = 0x8001;
  private static final NativeCall MMAP =
      NativeCall.systemCall("mmap", Native.ARCHITECTURE.mmapCall);
  private static final NativeCall MUNMAP = NativeCall.blocking("munmap");

  private final Arena mapping;

  private RingMemory(MemorySegment segment, Arena mapping) {
    super(segment);
    this.mapping = mapping;
  }

  /**
   * Maps {@link #RINGS} or {@link #ENTRIES} of a ring.
   *
   * @throws LinuxException ENOMEM
   */
  static RingMemory map(int ring, long part, long sizeBytes) {
    long address = MMAP.callLong(0, sizeBytes, PROT_READ_WRITE, MAP_SHARED_POPULATE, ring, part);
    if (address < 0) {
      throw LinuxException.of((int) address, "mmap", ring, sizeBytes);
    }
    Arena mapping = Arena.ofConfined();
    return new RingMemory(Native.mapped(address, sizeBytes, mapping, RingMemory::unmap), mapping);
  }

  private static void unmap(MemorySegment mapped) {
    int result = MUNMAP.call(mapped.address(), mapped.byteSize());
    LinuxException.check(result, "munmap", mapped.byteSize());
  }

  @Override
  public void close() {
    mapping.close();
  }
}
