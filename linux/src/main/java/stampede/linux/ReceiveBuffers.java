package stampede.linux;

/**
 * Buffers of one size that all receives of a ring share: the kernel takes one when bytes have come,
 * and the ring's thread gives it back when it has read them. Connections that wait hold none.
 *
 * <pre>{@code
 * ring.submissions().recvIntoAny(fd, userData, 0);
 * ...
 * if (completions.result(i) > 0) {
 *   read(memory, buffers.place(completions.flags(i)), completions.result(i));
 *   buffers.giveBack(completions.flags(i));
 * }
 * }</pre>
 *
 * <p>When all are taken a receive completes with ENOBUFS, and takes one when it is prepared again.
 * One thread, that of the ring; nothing allocates. From Linux 5.19 on. Sources:
 * io_uring_register(2) (IORING_REGISTER_PBUF_RING), struct io_uring_buf_ring in linux/io_uring.h.
 */
public final class ReceiveBuffers {
  /** The only group of buffers a ring of ours has. */
  static final int GROUP = 0;

  private static final int ENTRY_BYTES = 16;
  private static final int LENGTH = 8;
  private static final int NUMBER = 12;
  private static final int TAIL_SHIFT = 16;
  private static final int PAGE_BYTES = 4096;
  private static final int NUMBER_SHIFT = 16;

  private final Memory memory;
  private final long at;
  private final int sizeBytes;
  private final int mask;
  private final NativeBuffer entries;
  private final long base;
  private int tail;

  /** Buffers that are all still to be given. */
  ReceiveBuffers(Memory memory, long at, int sizeBytes, int count) {
    if (Integer.bitCount(count) != 1 || count > 1 << 15) {
      throw new IllegalArgumentException(count + " is not a power of two of at most 32768");
    }
    this.memory = memory;
    this.at = at;
    this.sizeBytes = sizeBytes;
    this.mask = count - 1;
    // the kernel wants the entries to begin with a page
    this.entries = NativeBuffer.allocate((long) ENTRY_BYTES * count + PAGE_BYTES);
    this.base = -entries.address() & (PAGE_BYTES - 1);
    memory.address(at, (long) sizeBytes * count);
    for (int buffer = 0; buffer < count; buffer++) {
      give(buffer);
    }
  }

  long entriesAddress() {
    return entries.address() + base;
  }

  int count() {
    return mask + 1;
  }

  /** Where in the memory the bytes lie that a completion with these flags brought. */
  public long place(int flags) {
    return at + (long) sizeBytes * (flags >>> NUMBER_SHIFT);
  }

  /** The bytes that a completion with these flags brought have been read. */
  public void giveBack(int flags) {
    give(flags >>> NUMBER_SHIFT);
  }

  private void give(int buffer) {
    int place = tail & mask;
    long entry = base + (long) ENTRY_BYTES * place;
    entries.putLong(entry, memory.address(at + (long) sizeBytes * buffer, sizeBytes));
    entries.putInt(entry + LENGTH, sizeBytes);
    tail++;
    if (place != 0) {
      entries.putInt(entry + NUMBER, buffer);
    }
    // the tail is where the first entry has nothing of its own, beside that entry's number
    int first = place == 0 ? buffer : entries.getInt(base + NUMBER) & 0xffff;
    entries.putIntRelease(base + NUMBER, first | tail << TAIL_SHIFT);
  }
}
