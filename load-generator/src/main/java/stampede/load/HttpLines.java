package stampede.load;

import stampede.linux.NativeBuffer;

/**
 * Puts together the lines of every slot's answer, wherever they were cut. A line that came whole is
 * read where it lies; the beginning of one that did not is kept in memory outside the heap, 256
 * bytes a slot, so of a longer line it {@linkplain #isLong knows} that it is long and how it
 * begins. What no line may hold is refused as it comes: a NUL, and a CR that no LF follows. One
 * thread; nothing allocates. Source: RFC 9112, section 2.2.
 */
final class HttpLines {
  /** How much of a line is seen. */
  static final int SEEN_BYTES = 256;

  /** What came can be part of no line. */
  static final int MALFORMED = -1;

  private final NativeBuffer memory;
  private final long base;
  private final int[] total;
  private final byte[] last;
  private final byte[] joined = new byte[SEEN_BYTES];
  private final int[] headBytes;
  private byte[] line = joined;
  private int lineAt;
  private int length;
  private boolean whole;
  private boolean afterReturn;

  /** Lines of {@code slots} slots; their {@link #sizeBytes} begin at {@code base}. */
  HttpLines(NativeBuffer memory, long base, int slots) {
    this.memory = memory;
    this.base = base;
    this.total = new int[slots];
    this.last = new byte[slots];
    this.headBytes = new int[slots];
  }

  /** The memory that so many slots need. */
  static long sizeBytes(int slots) {
    return (long) slots * SEEN_BYTES;
  }

  /** A new answer. */
  void begin(int slot) {
    total[slot] = 0;
    last[slot] = 0;
    headBytes[slot] = 0;
  }

  /** A part of the answer begins whose lines are bounded anew. */
  void beginPart(int slot) {
    headBytes[slot] = 0;
  }

  /** The bytes of the lines of this part so far. */
  int partBytes(int slot) {
    return headBytes[slot];
  }

  /**
   * Takes the bytes from {@code at} to {@code end}, at least 1, that belong to the slot's line: how
   * many, or {@link #MALFORMED}.
   */
  int take(int slot, byte[] bytes, int at, int end) {
    int next = at;
    byte before = last[slot];
    byte c;
    do {
      c = bytes[next++];
      if (c == 0 || (before == '\r' && c != '\n')) {
        return MALFORMED;
      }
      if (c != '\n') {
        before = c;
      }
    } while (c != '\n' && next < end);
    int taken = next - at;
    headBytes[slot] += taken;
    whole = c == '\n';
    if (whole) {
      close(slot, bytes, at, taken - 1, before == '\r');
    } else {
      keep(slot, bytes, at, taken);
      last[slot] = before;
    }
    return taken;
  }

  private void close(int slot, byte[] bytes, int at, int taken, boolean hasReturn) {
    if (total[slot] == 0) {
      line = bytes;
      lineAt = at;
      length = taken;
    } else {
      keep(slot, bytes, at, taken);
      memory.getBytes(keptAt(slot), joined, 0, SEEN_BYTES);
      line = joined;
      lineAt = 0;
      length = total[slot];
    }
    length -= hasReturn ? 1 : 0;
    afterReturn = hasReturn;
    total[slot] = 0;
    last[slot] = 0;
  }

  /** Of what is beyond the bytes that are seen only the number is kept. */
  private void keep(int slot, byte[] bytes, int at, int taken) {
    int kept = Math.min(taken, SEEN_BYTES - total[slot]);
    if (kept > 0) {
      memory.putBytes(keptAt(slot) + total[slot], bytes, at, kept);
    }
    total[slot] += taken;
  }

  private long keptAt(int slot) {
    return base + (long) slot * SEEN_BYTES;
  }

  /** Whether the last {@link #take} ended its line; the rest of this class is about that line. */
  boolean isWhole() {
    return whole;
  }

  /** What it lies in, until the next is taken. */
  byte[] bytes() {
    return line;
  }

  /** Where it lies there. */
  int at() {
    return lineAt;
  }

  /** How many of its bytes are seen, its end not counted. */
  int seen() {
    return Math.min(length, SEEN_BYTES);
  }

  /** Whether it has more. */
  boolean isLong() {
    return length > SEEN_BYTES;
  }

  /** Whether it ended with CR LF, and not with LF alone. */
  boolean endsWithReturn() {
    return afterReturn;
  }
}
