package stampede.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Memory that processes share: an anonymous file (memfd) mapped into each of them. It has no name
 * in any file system, so it is gone when the last process that holds it is, however that process
 * ended; and what a process wrote before it was killed stays for the others to read.
 *
 * <p>Pages are made when first touched: a large size costs address space, not memory. The owner of
 * this object closes it; the mapping and the descriptor go together, and an access that follows
 * throws {@link IllegalStateException}. Only system calls and locks under way in other threads must
 * have ended before. Sources: memfd_create(2), mmap(2).
 */
public final class SharedMemory extends Memory implements AutoCloseable {
  private static final int MFD_CLOEXEC = 1;
  private static final int SEEK_END = 2;
  private static final int PROT_READ = 1;
  private static final int PROT_READ_WRITE = 3;
  private static final int MAP_SHARED_NORESERVE = 0x4001;
  private static final NativeCall MEMFD_CREATE = NativeCall.blocking("memfd_create");
  private static final NativeCall FTRUNCATE = NativeCall.blocking("ftruncate");
  private static final NativeCall MMAP =
      NativeCall.systemCall("mmap", Native.ARCHITECTURE.mmapCall);
  private static final NativeCall MUNMAP = NativeCall.blocking("munmap");
  private static final NativeCall LSEEK =
      NativeCall.systemCall("lseek", Native.ARCHITECTURE.lseekCall);

  private final Descriptor descriptor;
  private final Arena mapping;
  private boolean closed;

  private SharedMemory(Descriptor descriptor, MemorySegment segment, Arena mapping) {
    super(segment);
    this.descriptor = descriptor;
    this.mapping = mapping;
  }

  /**
   * New shared memory, all zero.
   *
   * @param name seen in /proc/PID/maps, for people
   * @param sizeBytes at least 1
   */
  public static SharedMemory create(String name, long sizeBytes) {
    Descriptor descriptor = new Descriptor(memfd(name));
    try {
      truncate(descriptor.number(), sizeBytes);
      return map(descriptor, sizeBytes, PROT_READ_WRITE);
    } catch (RuntimeException failure) {
      descriptor.close();
      throw failure;
    }
  }

  /**
   * Maps shared memory another process made. The result owns {@code descriptor}, also when this
   * fails.
   */
  public static SharedMemory open(Descriptor descriptor) {
    return open(descriptor, PROT_READ_WRITE);
  }

  /**
   * Maps memory of a descriptor that does not tell its size, such as {@linkplain Bpf#memory that of
   * BPF programs}. Owns {@code descriptor}, also when this fails.
   *
   * @param sizeBytes at least 1, at most what there is
   */
  public static SharedMemory open(Descriptor descriptor, long sizeBytes) {
    try {
      return map(descriptor, sizeBytes, PROT_READ_WRITE);
    } catch (RuntimeException failure) {
      descriptor.close();
      throw failure;
    }
  }

  /** Maps shared memory for reading only: a store through it throws. Owns {@code descriptor}. */
  public static SharedMemory openReadOnly(Descriptor descriptor) {
    return open(descriptor, PROT_READ);
  }

  private static SharedMemory open(Descriptor descriptor, int protection) {
    try {
      return map(descriptor, fileSizeBytes(descriptor.number()), protection);
    } catch (RuntimeException failure) {
      descriptor.close();
      throw failure;
    }
  }

  /** The memfd, to be handed to other processes. It stays owned by this object. */
  public Descriptor descriptor() {
    return descriptor;
  }

  /**
   * Gives the pages that lie wholly within a range back to the kernel, for every process that maps
   * them: they take no memory until they are touched again, also only to be read, and are zero
   * then.
   *
   * @return where what was given back ends; {@code offset} when it was no whole page
   */
  public long discard(long offset, long lengthBytes) {
    address(offset, lengthBytes);
    return SharedPages.discard(descriptor, offset, lengthBytes);
  }

  /** The memory its pages take now, in bytes: those that were touched and not discarded. */
  public long usedBytes() {
    return SharedPages.usedBytes(descriptor);
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try {
      mapping.close();
    } finally {
      descriptor.close();
    }
  }

  private static void unmap(MemorySegment mapped) {
    int result = MUNMAP.call(mapped.address(), mapped.byteSize());
    LinuxException.check(result, "munmap", mapped.byteSize());
  }

  /** A new file in memory, without a name in any file system; the caller owns the descriptor. */
  static int memfd(String name) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment text = arena.allocateFrom(name);
      int result = MEMFD_CREATE.call(text.address(), MFD_CLOEXEC);
      return LinuxException.check(result, "memfd_create", name);
    }
  }

  private static void truncate(int fd, long sizeBytes) {
    int result = FTRUNCATE.call(fd, sizeBytes);
    LinuxException.check(result, "ftruncate", fd, sizeBytes);
  }

  private static long fileSizeBytes(int fd) {
    long size = LSEEK.callLong(fd, 0, SEEK_END, 0, 0, 0);
    if (size < 0) {
      throw LinuxException.of((int) size, "lseek", fd, "SEEK_END");
    }
    return size;
  }

  private static SharedMemory map(Descriptor descriptor, long sizeBytes, int protection) {
    long address =
        MMAP.callLong(0, sizeBytes, protection, MAP_SHARED_NORESERVE, descriptor.number(), 0);
    if (address < 0) {
      throw LinuxException.of((int) address, "mmap", descriptor.number(), sizeBytes);
    }
    Arena mapping = Arena.ofShared();
    MemorySegment mapped = Native.mapped(address, sizeBytes, mapping, SharedMemory::unmap);
    boolean readOnly = protection == PROT_READ;
    return new SharedMemory(descriptor, readOnly ? mapped.asReadOnly() : mapped, mapping);
  }
}
