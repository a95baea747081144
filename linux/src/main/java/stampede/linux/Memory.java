package stampede.linux;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/**
 * Memory outside the heap, addressed by byte offset, in the byte order of the machine unless the
 * method's name says otherwise. Every access is checked: one out of bounds throws {@link
 * IndexOutOfBoundsException}, one after the memory was closed {@link IllegalStateException}, a
 * store where only reading is allowed {@link UnsupportedOperationException} or {@link
 * IllegalArgumentException}. Longs and ints must lie on their natural boundary, except those in
 * network byte order; else {@link IllegalArgumentException}.
 *
 * <p>Ordered accesses have the meaning of {@link VarHandle}: a release store followed by an acquire
 * load of the same place orders what came before the one ahead of what comes after the other, also
 * between processes that map the same pages. Nothing here allocates.
 */
public abstract sealed class Memory permits NativeBuffer, SharedMemory, RingMemory {
  private static final VarHandle LONG = ValueLayout.JAVA_LONG.varHandle();
  private static final VarHandle INT = ValueLayout.JAVA_INT.varHandle();
  private static final ValueLayout.OfLong BIG_LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);
  private static final ValueLayout.OfInt BIG_INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  private final MemorySegment segment;

  Memory(MemorySegment segment) {
    this.segment = segment;
  }

  final MemorySegment segment() {
    return segment;
  }

  /** Where a range lies, after checking that it lies within; no slice is made. */
  final long address(long offset, long lengthBytes) {
    Objects.checkFromIndexSize(offset, lengthBytes, segment.byteSize());
    return segment.address() + offset;
  }

  final boolean isReadOnly() {
    return segment.isReadOnly();
  }

  /** Where it begins. */
  final long address() {
    return segment.address();
  }

  /** Size in bytes. */
  public final long sizeBytes() {
    return segment.byteSize();
  }

  /** Plain load. */
  public final long getLong(long offset) {
    return segment.get(ValueLayout.JAVA_LONG, offset);
  }

  /** Plain store. */
  public final void putLong(long offset, long value) {
    segment.set(ValueLayout.JAVA_LONG, offset, value);
  }

  /** Plain load. */
  public final int getInt(long offset) {
    return segment.get(ValueLayout.JAVA_INT, offset);
  }

  /** Plain store. */
  public final void putInt(long offset, int value) {
    segment.set(ValueLayout.JAVA_INT, offset, value);
  }

  /** Plain load of one byte. */
  public final byte getByte(long offset) {
    return segment.get(ValueLayout.JAVA_BYTE, offset);
  }

  /** Plain store of one byte. */
  public final void putByte(long offset, byte value) {
    segment.set(ValueLayout.JAVA_BYTE, offset, value);
  }

  /** A long in network byte order, at any offset. */
  public final long getLongNetwork(long offset) {
    return segment.get(BIG_LONG, offset);
  }

  /** A long in network byte order, at any offset. */
  public final void putLongNetwork(long offset, long value) {
    segment.set(BIG_LONG, offset, value);
  }

  /** An int in network byte order, at any offset. */
  public final int getIntNetwork(long offset) {
    return segment.get(BIG_INT, offset);
  }

  /** An int in network byte order, at any offset. */
  public final void putIntNetwork(long offset, int value) {
    segment.set(BIG_INT, offset, value);
  }

  /** Load with acquire order. */
  public final long getLongAcquire(long offset) {
    return (long) LONG.getAcquire(segment, offset);
  }

  /** Store with release order. */
  public final void putLongRelease(long offset, long value) {
    LONG.setRelease(segment, offset, value);
  }

  /** Load that is never torn and always makes progress, without order. */
  public final long getLongOpaque(long offset) {
    return (long) LONG.getOpaque(segment, offset);
  }

  /** Store that is never torn and always makes progress, without order. */
  public final void putLongOpaque(long offset, long value) {
    LONG.setOpaque(segment, offset, value);
  }

  /** Atomic addition, sequentially consistent; the value before it. */
  public final long getAndAddLong(long offset, long increment) {
    return (long) LONG.getAndAdd(segment, offset, increment);
  }

  /** Load with acquire order. */
  public final int getIntAcquire(long offset) {
    return (int) INT.getAcquire(segment, offset);
  }

  /** Store with release order. */
  public final void putIntRelease(long offset, int value) {
    INT.setRelease(segment, offset, value);
  }

  /** Sequentially consistent load. */
  public final int getIntVolatile(long offset) {
    return (int) INT.getVolatile(segment, offset);
  }

  /** Sequentially consistent store. */
  public final void putIntVolatile(long offset, int value) {
    INT.setVolatile(segment, offset, value);
  }

  /** Atomic addition, sequentially consistent; the value before it. */
  public final int getAndAddInt(long offset, int increment) {
    return (int) INT.getAndAdd(segment, offset, increment);
  }

  /** Atomic compare and set, sequentially consistent; whether it took place. */
  public final boolean compareAndSetInt(long offset, int expected, int value) {
    return INT.compareAndSet(segment, offset, expected, value);
  }

  /** Atomic compare and set, sequentially consistent; whether it took place. */
  public final boolean compareAndSetLong(long offset, long expected, long value) {
    return LONG.compareAndSet(segment, offset, expected, value);
  }

  /** Copies all of {@code bytes} to {@code offset}. */
  public final void putBytes(long offset, byte[] bytes) {
    putBytes(offset, bytes, 0, bytes.length);
  }

  /** Copies {@code length} of {@code bytes}, from {@code from} on, to {@code offset}. */
  public final void putBytes(long offset, byte[] bytes, int from, int length) {
    MemorySegment.copy(bytes, from, segment, ValueLayout.JAVA_BYTE, offset, length);
  }

  /** Copies {@code length} bytes out to {@code at} in {@code bytes}. */
  public final void getBytes(long offset, byte[] bytes, int at, int length) {
    MemorySegment.copy(segment, ValueLayout.JAVA_BYTE, offset, bytes, at, length);
  }

  /** Copies {@code length} bytes out into a new array. */
  public final byte[] getBytes(long offset, int length) {
    return segment.asSlice(offset, length).toArray(ValueLayout.JAVA_BYTE);
  }

  /** The bytes as Latin-1 text, for protocols of text. */
  public final String getText(long offset, int length) {
    return new String(getBytes(offset, length), StandardCharsets.ISO_8859_1);
  }

  /** A view as a byte buffer, big-endian as byte buffers are; it must not outlive this memory. */
  public final ByteBuffer asByteBuffer(long offset, int length) {
    return segment.asSlice(offset, length).asByteBuffer();
  }

  /** Sets every byte to zero. */
  public final void clear() {
    segment.fill((byte) 0);
  }
}
