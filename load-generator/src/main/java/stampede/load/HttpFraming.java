package stampede.load;

/**
 * What the head of each slot's answer says about the rest of it: its status, where its body ends,
 * and whether the connection stays open. One thread; nothing allocates. Source: RFC 9112, sections
 * 6 and 9.
 *
 * <p>Where it leaves a client the choice, an answer is refused that has been, or could be, read in
 * two ways: Content-Length beside Transfer-Encoding, Transfer-Encoding in HTTP/1.0, a folded field.
 */
final class HttpFraming {
  /** Another answer follows this one, which only says that it will. */
  static final int INTERIM = 1;

  /** There is no body. */
  static final int NO_BODY = 2;

  /** The body has {@link #length} bytes. */
  static final int BY_LENGTH = 3;

  /** The body comes in chunks. */
  static final int BY_CHUNKS = 4;

  /** The body ends with the stream. */
  static final int UNTIL_END = 5;

  /** The most interim answers before the one. */
  static final int MAX_INTERIM = 16;

  private static final long UNKNOWN_LENGTH = -1;
  private static final int SWITCHING_PROTOCOLS = 101;
  private static final int NO_CONTENT = 204;
  private static final int NOT_MODIFIED = 304;

  private final ExpectedStatus expected;
  private final boolean ofHead;
  private final int[] status;
  private final int[] interims;
  private final long[] length;
  private final byte[] lastCoding;
  private final boolean[] coded;
  private final boolean[] persistent;
  private final boolean[] versionOne;

  /** Answers to {@code HEAD} never have a body. */
  HttpFraming(int slots, ExpectedStatus expected, boolean ofHead) {
    this.expected = expected;
    this.ofHead = ofHead;
    status = new int[slots];
    interims = new int[slots];
    length = new long[slots];
    lastCoding = new byte[slots];
    coded = new boolean[slots];
    persistent = new boolean[slots];
    versionOne = new boolean[slots];
  }

  /** A new answer. */
  void begin(int slot) {
    interims[slot] = 0;
    beginHead(slot);
  }

  private void beginHead(int slot) {
    length[slot] = UNKNOWN_LENGTH;
    lastCoding[slot] = HttpField.NO_CODING;
    coded[slot] = false;
    persistent[slot] = false;
  }

  /** Reads a status line: {@link Protocol#MORE}, or what is wrong. */
  int statusLine(int slot, byte[] bytes, int at, int seen) {
    int code = HttpLine.status(bytes, at, seen);
    if (code == HttpLine.MALFORMED) {
      return AttemptError.HTTP_MALFORMED;
    }
    boolean interim = code < 200 && code != SWITCHING_PROTOCOLS;
    if (!interim && !expected.accepts(code)) {
      return AttemptError.HTTP_STATUS + code;
    }
    status[slot] = code;
    versionOne[slot] = HttpLine.minorVersion(bytes, at) >= 1;
    persistent[slot] = versionOne[slot];
    return Protocol.MORE;
  }

  /**
   * Reads a field of which {@code seen} bytes are seen: {@link Protocol#MORE}, or what is wrong.
   *
   * @param isLong whether it has more: then it must not be one of those that matter here
   */
  int field(int slot, byte[] bytes, int at, int seen, boolean isLong) {
    int name = HttpLine.nameLength(bytes, at, seen);
    if (name == HttpLine.MALFORMED) {
      return AttemptError.HTTP_MALFORMED;
    }
    boolean isLength = HttpField.isContentLength(bytes, at, name);
    boolean isCoding = HttpField.isTransferEncoding(bytes, at, name);
    boolean isConnection = HttpField.isConnection(bytes, at, name);
    if (isLong && (isLength || isCoding || isConnection)) {
      return AttemptError.HTTP_MALFORMED;
    }
    if (isLength) {
      return contentLength(slot, HttpField.contentLength(bytes, at, seen));
    }
    if (isCoding) {
      coded[slot] = true;
      int last = HttpField.lastCoding(bytes, at, seen);
      lastCoding[slot] = last == HttpField.NO_CODING ? lastCoding[slot] : (byte) last;
    } else if (isConnection && HttpField.saysClose(bytes, at, seen)) {
      persistent[slot] = false;
    }
    return Protocol.MORE;
  }

  private int contentLength(int slot, long value) {
    boolean contradicts = length[slot] != UNKNOWN_LENGTH && length[slot] != value;
    length[slot] = value;
    return value < 0 || contradicts ? AttemptError.HTTP_MALFORMED : Protocol.MORE;
  }

  /**
   * The head is over: how the body is framed, in the words of this class, or {@link
   * AttemptError#HTTP_MALFORMED}.
   */
  int end(int slot) {
    if (status[slot] < 200 && status[slot] != SWITCHING_PROTOCOLS) {
      beginHead(slot);
      return ++interims[slot] > MAX_INTERIM ? AttemptError.HTTP_MALFORMED : INTERIM;
    }
    if (coded[slot] && (length[slot] != UNKNOWN_LENGTH || !versionOne[slot])) {
      return AttemptError.HTTP_MALFORMED;
    }
    if (ofHead || status[slot] == NO_CONTENT || status[slot] == NOT_MODIFIED) {
      return NO_BODY;
    }
    if (coded[slot] && lastCoding[slot] == HttpField.CHUNKED_LAST) {
      return BY_CHUNKS;
    }
    if (!coded[slot] && length[slot] != UNKNOWN_LENGTH) {
      return BY_LENGTH;
    }
    persistent[slot] = false;
    return UNTIL_END;
  }

  /** What Content-Length said of a body framed {@link #BY_LENGTH}. */
  long length(int slot) {
    return length[slot];
  }

  /** Whether the connection stays open after this answer, as far as its head says. */
  boolean isPersistent(int slot) {
    return persistent[slot];
  }
}
