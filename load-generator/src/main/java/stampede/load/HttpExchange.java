package stampede.load;

import stampede.linux.NativeBuffer;

/**
 * HTTP/1.1 as a client speaks it. The answer is parsed as it comes, cut anywhere; status line,
 * fields, chunk sizes and trailer are bounded, the body is passed over without being kept. Only an
 * {@linkplain ExpectedStatus expected status} completes a request; where the path names the id, the
 * body must hold it, in 16 hexadecimal digits. Source: RFC 9112.
 *
 * <p>All slots receive into one place, for what came is taken in before the next slot receives. It
 * is read in the heap, a piece at a time: a byte of an array costs a compiler much less than one
 * outside the heap, and the parser is nearly half of what a flood has to compile.
 */
final class HttpExchange implements Protocol {
  /** The most bytes of status line and fields together, or of a trailer. */
  static final int MAX_HEAD_BYTES = 64 * 1024;

  private static final int RECEIVE_BYTES = 256 * 1024;

  /** Room for so many more answers that have come at once is enough for any number of slots. */
  private static final int MOST_SHARED_BYTES = 8 * 1024 * 1024;

  /** Of four slots hardly more than one has an answer that waits to be read. */
  private static final int SHARED_BYTES_PER_SLOT = 1024;

  /**
   * So much of an answer is read at a time: most heads, and a body that is not looked at is not.
   */
  private static final int PIECE_BYTES = 4096;

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
  private final long receiveAt;
  private final int sharedBytes;
  private final byte[] piece = new byte[PIECE_BYTES];
  private final HttpLines lines;
  private final HttpFraming framing;
  private final BodySearch search;
  private final byte[] expects;
  private final long[] remaining;

  /** For an engine that takes in what came for one slot before another receives. */
  HttpExchange(int slots, HttpRequest request, HttpOptions options) {
    this(slots, request, options, RECEIVE_BYTES);
  }

  /** For an engine to which answers of many slots may come at once. */
  static HttpExchange ofManyAtOnce(int slots, HttpRequest request, HttpOptions options) {
    long shared = Long.highestOneBit((long) slots * SHARED_BYTES_PER_SLOT);
    return new HttpExchange(
        slots, request, options, Math.clamp(shared, RECEIVE_BYTES, MOST_SHARED_BYTES));
  }

  private HttpExchange(int slots, HttpRequest request, HttpOptions options, int sharedBytes) {
    this.request = request;
    this.requestRoom = request.roomBytes();
    long linesAt = (long) slots * requestRoom;
    this.receiveAt = linesAt + HttpLines.sizeBytes(slots);
    this.sharedBytes = sharedBytes;
    this.memory = NativeBuffer.allocate(receiveAt + sharedBytes);
    this.lines = new HttpLines(memory, linesAt, slots);
    this.framing = new HttpFraming(slots, options.expectedStatus(), options.isHead());
    this.search = new BodySearch(slots, request.namesId(), options.expectedBody());
    this.expects = new byte[slots];
    this.remaining = new long[slots];
    for (int slot = 0; slot < slots; slot++) {
      request.write(memory, requestAt(slot));
    }
  }

  @Override
  public void prepare(int slot, long id, long workNs) {
    request.fill(memory, requestAt(slot), id, workNs);
    expects[slot] = STATUS;
    lines.begin(slot);
    framing.begin(slot);
    search.begin(slot, id);
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
    return sharedBytes;
  }

  @Override
  public int receiveRoom(int slot) {
    return RECEIVE_BYTES;
  }

  @Override
  public boolean keepsOpen(int slot) {
    return framing.isPersistent(slot);
  }

  @Override
  public int received(int slot, long from, int length) {
    int taken = 0;
    while (taken < length) {
      if (inBody(slot) && search.isOver(slot)) {
        taken += passOver(slot, length - taken);
      } else {
        int part = Math.min(length - taken, PIECE_BYTES);
        memory.getBytes(from + taken, piece, 0, part);
        int verdict = read(slot, part);
        if (verdict != MORE) {
          return verdict;
        }
        taken += part;
      }
    }
    return expects[slot] == DONE ? complete(slot) : MORE;
  }

  private boolean inBody(int slot) {
    byte expected = expects[slot];
    return expected == BODY || expected == CHUNK || expected == BODY_UNTIL_END;
  }

  /** Reads a piece of {@code length} bytes. */
  private int read(int slot, int length) {
    int at = 0;
    while (at < length) {
      if (inBody(slot)) {
        at += body(slot, at, length - at);
      } else if (expects[slot] == DONE) {
        return AttemptError.TOO_MUCH;
      } else {
        int taken = lines.take(slot, piece, at, length);
        int verdict = taken < 0 ? AttemptError.HTTP_MALFORMED : line(slot);
        if (verdict != MORE) {
          return verdict;
        }
        at += taken;
      }
    }
    return MORE;
  }

  private int complete(int slot) {
    return search.isOver(slot) ? COMPLETE : AttemptError.WRONG_ANSWER;
  }

  @Override
  public int ended(int slot) {
    return expects[slot] == BODY_UNTIL_END ? complete(slot) : AttemptError.END_OF_STREAM;
  }

  /** Takes in body bytes of the piece; how many. */
  private int body(int slot, int at, int available) {
    if (!search.isOver(slot)) {
      search.search(slot, piece, at, ofBody(slot, available));
    }
    return passOver(slot, available);
  }

  /** How many of the bytes that are available are the body's. */
  private int ofBody(int slot, int available) {
    return expects[slot] == BODY_UNTIL_END ? available : (int) Math.min(remaining[slot], available);
  }

  /** Body bytes need not be looked at any more; how many. */
  private int passOver(int slot, int available) {
    int taken = ofBody(slot, available);
    if (expects[slot] != BODY_UNTIL_END) {
      remaining[slot] -= taken;
      if (remaining[slot] == 0) {
        expects[slot] = expects[slot] == BODY ? DONE : CHUNK_END;
      }
    }
    return taken;
  }

  /** Reads the line just taken, if it is whole. */
  private int line(int slot) {
    if (lines.partBytes(slot) > MAX_HEAD_BYTES) {
      return AttemptError.HTTP_MALFORMED;
    }
    if (!lines.isWhole()) {
      return MORE;
    }
    return switch (expects[slot]) {
      case STATUS -> statusLine(slot);
      case FIELDS -> lines.seen() == 0 ? endOfHead(slot) : field(slot);
      case CHUNK_SIZE -> chunkSize(slot);
      case CHUNK_END -> chunkEnd(slot);
      default -> trailer(slot);
    };
  }

  private int statusLine(int slot) {
    expects[slot] = FIELDS;
    return lines.isLong()
        ? AttemptError.HTTP_MALFORMED
        : framing.statusLine(slot, lines.bytes(), lines.at(), lines.seen());
  }

  private int field(int slot) {
    return framing.field(slot, lines.bytes(), lines.at(), lines.seen(), lines.isLong());
  }

  private int endOfHead(int slot) {
    int framed = framing.end(slot);
    switch (framed) {
      case HttpFraming.INTERIM -> expects[slot] = STATUS;
      case HttpFraming.NO_BODY -> {
        search.expectNoBody(slot);
        expects[slot] = DONE;
      }
      case HttpFraming.BY_CHUNKS -> expects[slot] = CHUNK_SIZE;
      case HttpFraming.UNTIL_END -> expects[slot] = BODY_UNTIL_END;
      case HttpFraming.BY_LENGTH -> {
        remaining[slot] = framing.length(slot);
        expects[slot] = remaining[slot] == 0 ? DONE : BODY;
      }
      default -> {
        return framed;
      }
    }
    return MORE;
  }

  /** Lines between chunks end with CR LF; only those of head and trailer may end with LF. */
  private int chunkSize(int slot) {
    long size = HttpLine.chunkSize(lines.bytes(), lines.at(), lines.seen());
    if (size < 0 || lines.isLong() || !lines.endsWithReturn()) {
      return AttemptError.HTTP_MALFORMED;
    }
    lines.beginPart(slot);
    remaining[slot] = size;
    expects[slot] = size == 0 ? TRAILER : CHUNK;
    return MORE;
  }

  private int chunkEnd(int slot) {
    expects[slot] = CHUNK_SIZE;
    return lines.seen() == 0 && lines.endsWithReturn() ? MORE : AttemptError.HTTP_MALFORMED;
  }

  private int trailer(int slot) {
    if (lines.seen() == 0) {
      expects[slot] = DONE;
      return MORE;
    }
    boolean named = HttpLine.nameLength(lines.bytes(), lines.at(), lines.seen()) > 0;
    return named ? MORE : AttemptError.HTTP_MALFORMED;
  }
}
