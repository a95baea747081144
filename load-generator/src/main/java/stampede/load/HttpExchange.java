package stampede.load;

import stampede.linux.NativeBuffer;

/**
 * HTTP/1.1 as a client of one request a connection speaks it. The answer is parsed as it comes, cut
 * anywhere; status line and fields are bounded, the body is passed over without being kept. Only
 * status 200 completes a request; where the path names the id, the body must hold it, in 16
 * hexadecimal digits. Source: RFC 9112.
 *
 * <p>All slots receive into one place, for what came is taken in before the next slot receives. A
 * line that is cut across two receptions is put together in the slot's own line buffer.
 */
final class HttpExchange implements Protocol {
  /** The most bytes of status line and fields together. */
  static final int MAX_HEAD_BYTES = 64 * 1024;

  private static final int RECEIVE_BYTES = 256 * 1024;
  private static final int LINE_BYTES = 256;
  private static final int ID_DIGITS = 16;
  private static final long UNKNOWN_LENGTH = -1;

  // what a slot expects next
  private static final byte STATUS = 0;
  private static final byte FIELDS = 1;
  private static final byte BODY = 2;
  private static final byte BODY_UNTIL_END = 3;
  private static final byte CHUNK_SIZE = 4;
  private static final byte CHUNK = 5;
  private static final byte CHUNK_END = 6;
  private static final byte TRAILER = 7;
  private static final byte DONE = 8;

  private final HttpRequest request;
  private final int requestRoom;
  private final NativeBuffer memory;
  private final long linesAt;
  private final long receiveAt;

  private final byte[] expects;
  private final long[] remaining;
  private final int[] headBytes;
  private final int[] lineBytes;
  private final boolean[] interim;
  private final boolean[] chunked;
  private final boolean[] untilEnd;
  private final long[] ids;
  private final long[] window;
  private final int[] digits;
  private final boolean[] found;

  HttpExchange(int slots, HttpRequest request) {
    this.request = request;
    this.requestRoom = (request.sizeBytes() + 63) & ~63;
    this.linesAt = (long) slots * requestRoom;
    this.receiveAt = linesAt + (long) slots * LINE_BYTES;
    this.memory = NativeBuffer.allocate(receiveAt + RECEIVE_BYTES);
    this.expects = new byte[slots];
    this.remaining = new long[slots];
    this.headBytes = new int[slots];
    this.lineBytes = new int[slots];
    this.interim = new boolean[slots];
    this.chunked = new boolean[slots];
    this.untilEnd = new boolean[slots];
    this.ids = new long[slots];
    this.window = new long[slots];
    this.digits = new int[slots];
    this.found = new boolean[slots];
    for (int slot = 0; slot < slots; slot++) {
      request.write(memory, requestAt(slot));
    }
  }

  @Override
  public void prepare(int slot, long id, long workNs) {
    request.fill(memory, requestAt(slot), id, workNs);
    ids[slot] = id;
    expects[slot] = STATUS;
    headBytes[slot] = 0;
    lineBytes[slot] = 0;
    digits[slot] = 0;
    found[slot] = !request.namesId();
    forgetFraming(slot);
  }

  private void forgetFraming(int slot) {
    remaining[slot] = UNKNOWN_LENGTH;
    interim[slot] = false;
    chunked[slot] = false;
    untilEnd[slot] = false;
  }

  @Override
  public NativeBuffer memory() {
    return memory;
  }

  @Override
  public long requestAt(int slot) {
    return (long) slot * requestRoom;
  }

  @Override
  public int requestBytes() {
    return request.sizeBytes();
  }

  @Override
  public long receiveAt(int slot) {
    return receiveAt;
  }

  @Override
  public int sharedBytes() {
    return RECEIVE_BYTES;
  }

  @Override
  public int receiveRoom(int slot) {
    return RECEIVE_BYTES;
  }

  @Override
  public int received(int slot, long from, int length) {
    long at = from;
    long end = from + length;
    while (at < end) {
      switch (expects[slot]) {
        case BODY, CHUNK, BODY_UNTIL_END -> at += body(slot, at, (int) (end - at));
        case DONE -> {
          return AttemptError.TOO_MUCH;
        }
        default -> {
          int taken = lineTaken(at, end);
          int verdict = line(slot, at, taken);
          if (verdict != MORE) {
            return verdict;
          }
          at += taken;
        }
      }
    }
    return expects[slot] == DONE ? complete(slot) : MORE;
  }

  private int complete(int slot) {
    return found[slot] ? COMPLETE : AttemptError.WRONG_ANSWER;
  }

  @Override
  public int ended(int slot) {
    return expects[slot] == BODY_UNTIL_END ? complete(slot) : AttemptError.END_OF_STREAM;
  }

  /** Takes in body bytes; how many. */
  private int body(int slot, long at, int available) {
    int taken = available;
    if (expects[slot] != BODY_UNTIL_END) {
      taken = (int) Math.min(remaining[slot], available);
      remaining[slot] -= taken;
    }
    if (!found[slot]) {
      search(slot, at, taken);
    }
    if (expects[slot] != BODY_UNTIL_END && remaining[slot] == 0) {
      expects[slot] = expects[slot] == BODY ? DONE : CHUNK_END;
    }
    return taken;
  }

  /** Looks for 16 hexadecimal digits in a row that are the id, wherever the body was cut. */
  private void search(int slot, long at, int length) {
    long value = window[slot];
    int inRow = digits[slot];
    for (int i = 0; i < length; i++) {
      int digit = HttpLine.hexDigit(memory.getByte(at + i));
      inRow = digit < 0 ? 0 : inRow + 1;
      value = value << 4 | (digit & 0xf);
      if (inRow >= ID_DIGITS && value == ids[slot]) {
        found[slot] = true;
        return;
      }
    }
    window[slot] = value;
    digits[slot] = inRow;
  }

  /** How many bytes belong to the line at {@code at}, its end included if it is there. */
  private int lineTaken(long at, long end) {
    for (long i = at; i < end; i++) {
      if (memory.getByte(i) == '\n') {
        return (int) (i + 1 - at);
      }
    }
    return (int) (end - at);
  }

  private int line(int slot, long at, int taken) {
    headBytes[slot] += taken;
    if (headBytes[slot] > MAX_HEAD_BYTES) {
      return AttemptError.HTTP_MALFORMED;
    }
    boolean ends = memory.getByte(at + taken - 1) == '\n';
    if (ends && lineBytes[slot] == 0) {
      return wholeLine(slot, at, taken - 1);
    }
    keep(slot, at, ends ? taken - 1 : taken);
    if (!ends) {
      return MORE;
    }
    int kept = lineBytes[slot];
    lineBytes[slot] = 0;
    return wholeLine(slot, linesAt + (long) slot * LINE_BYTES, kept);
  }

  /** Keeps a piece of a cut line; of a line longer than any we read, its beginning. */
  private void keep(int slot, long at, int taken) {
    int kept = Math.min(taken, LINE_BYTES - lineBytes[slot]);
    memory.copy(at, linesAt + (long) slot * LINE_BYTES + lineBytes[slot], Math.max(0, kept));
    lineBytes[slot] += kept;
  }

  private int wholeLine(int slot, long at, int lengthWithReturn) {
    boolean hasReturn = lengthWithReturn > 0 && memory.getByte(at + lengthWithReturn - 1) == '\r';
    int length = hasReturn ? lengthWithReturn - 1 : lengthWithReturn;
    return switch (expects[slot]) {
      case STATUS -> statusLine(slot, at, length);
      case FIELDS -> length == 0 ? endOfFields(slot) : field(slot, at, length);
      case CHUNK_SIZE -> chunkSize(slot, at, length);
      case CHUNK_END -> chunkEnd(slot, length);
      default -> {
        if (length == 0) {
          expects[slot] = DONE;
        }
        yield MORE;
      }
    };
  }

  private int statusLine(int slot, long at, int length) {
    int status = HttpLine.status(memory, at, length);
    if (status == HttpLine.MALFORMED) {
      return AttemptError.HTTP_MALFORMED;
    }
    if (status != 200 && status >= 200) {
      return AttemptError.HTTP_STATUS + status;
    }
    interim[slot] = status < 200;
    expects[slot] = FIELDS;
    return MORE;
  }

  private int field(int slot, long at, int length) {
    if (!HttpLine.isField(memory, at, length)) {
      return AttemptError.HTTP_MALFORMED;
    }
    if (HttpLine.isContentLength(memory, at, length)) {
      long value = HttpLine.contentLength(memory, at, length);
      boolean contradicts = remaining[slot] != UNKNOWN_LENGTH && remaining[slot] != value;
      remaining[slot] = value;
      return value < 0 || contradicts ? AttemptError.HTTP_MALFORMED : MORE;
    }
    if (HttpLine.isTransferEncoding(memory, at, length)) {
      chunked[slot] = HttpLine.isChunked(memory, at, length);
      untilEnd[slot] = !chunked[slot];
    }
    return MORE;
  }

  private int endOfFields(int slot) {
    if (interim[slot]) {
      forgetFraming(slot);
      expects[slot] = STATUS;
    } else if (chunked[slot]) {
      expects[slot] = CHUNK_SIZE;
    } else if (untilEnd[slot] || remaining[slot] == UNKNOWN_LENGTH) {
      expects[slot] = BODY_UNTIL_END;
    } else {
      expects[slot] = remaining[slot] == 0 ? DONE : BODY;
    }
    return MORE;
  }

  private int chunkSize(int slot, long at, int length) {
    long size = HttpLine.chunkSize(memory, at, length);
    if (size < 0) {
      return AttemptError.HTTP_MALFORMED;
    }
    headBytes[slot] = 0;
    remaining[slot] = size;
    expects[slot] = size == 0 ? TRAILER : CHUNK;
    return MORE;
  }

  private int chunkEnd(int slot, int length) {
    expects[slot] = CHUNK_SIZE;
    return length == 0 ? MORE : AttemptError.HTTP_MALFORMED;
  }
}
