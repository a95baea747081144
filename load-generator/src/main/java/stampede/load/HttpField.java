package stampede.load;

import java.nio.charset.StandardCharsets;
import stampede.linux.Memory;

/**
 * Reads what the fields that frame an HTTP/1.x answer say, where they lie in memory. A line is the
 * whole field, name and colon included. Pure; nothing allocates. Source: RFC 9112, section 6, and
 * RFC 9110, section 5.6.1 for lists.
 */
final class HttpField {
  /** No coding at all: the field is empty. */
  static final int NO_CODING = 0;

  /** The last coding is chunked. */
  static final int CHUNKED_LAST = 1;

  /** The last coding is another one. */
  static final int OTHER_LAST = 2;

  private static final byte[] CONTENT_LENGTH = bytes("content-length");
  private static final byte[] TRANSFER_ENCODING = bytes("transfer-encoding");
  private static final byte[] CONNECTION = bytes("connection");
  private static final byte[] CHUNKED = bytes("chunked");
  private static final byte[] CLOSE = bytes("close");
  private static final int MAX_DECIMAL_DIGITS = 18;

  private HttpField() {}

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Whether a name is Content-Length. */
  static boolean isContentLength(Memory memory, long at, int nameLength) {
    return is(memory, at, nameLength, CONTENT_LENGTH);
  }

  /** Whether a name is Transfer-Encoding. */
  static boolean isTransferEncoding(Memory memory, long at, int nameLength) {
    return is(memory, at, nameLength, TRANSFER_ENCODING);
  }

  /** Whether a name is Connection. */
  static boolean isConnection(Memory memory, long at, int nameLength) {
    return is(memory, at, nameLength, CONNECTION);
  }

  /**
   * The length that a Content-Length says, once or several times the same; {@link
   * HttpLine#MALFORMED} for anything else.
   */
  static long contentLength(Memory memory, long at, int length) {
    long said = HttpLine.MALFORMED;
    int from = CONTENT_LENGTH.length + 1;
    boolean first = true;
    while (from <= length) {
      int to = elementEnd(memory, at, from, length);
      long value = decimal(memory, at, from, to);
      if (value < 0 || (!first && value != said)) {
        return HttpLine.MALFORMED;
      }
      said = value;
      first = false;
      from = to + 1;
    }
    return said;
  }

  /** Which coding a Transfer-Encoding names last. */
  static int lastCoding(Memory memory, long at, int length) {
    int last = NO_CODING;
    int from = TRANSFER_ENCODING.length + 1;
    while (from <= length) {
      int to = elementEnd(memory, at, from, length);
      if (!isEmpty(memory, at, from, to)) {
        last = isElement(memory, at, from, to, CHUNKED) ? CHUNKED_LAST : OTHER_LAST;
      }
      from = to + 1;
    }
    return last;
  }

  /** Whether a Connection says that the connection ends with this answer. */
  static boolean saysClose(Memory memory, long at, int length) {
    int from = CONNECTION.length + 1;
    while (from <= length) {
      int to = elementEnd(memory, at, from, length);
      if (isElement(memory, at, from, to, CLOSE)) {
        return true;
      }
      from = to + 1;
    }
    return false;
  }

  static boolean isBlank(byte c) {
    return c == ' ' || c == '\t';
  }

  /** Where the element of a list ends that begins at {@code from}: its comma, or the end. */
  private static int elementEnd(Memory memory, long at, int from, int length) {
    int to = from;
    while (to < length && memory.getByte(at + to) != ',') {
      to++;
    }
    return to;
  }

  private static int skipBlanks(Memory memory, long at, int from, int to) {
    int next = from;
    while (next < to && isBlank(memory.getByte(at + next))) {
      next++;
    }
    return next;
  }

  private static int trimBlanks(Memory memory, long at, int from, int to) {
    int end = to;
    while (end > from && isBlank(memory.getByte(at + end - 1))) {
      end--;
    }
    return end;
  }

  private static boolean isEmpty(Memory memory, long at, int from, int to) {
    return skipBlanks(memory, at, from, to) == to;
  }

  private static boolean isElement(Memory memory, long at, int from, int to, byte[] word) {
    int first = skipBlanks(memory, at, from, to);
    return is(memory, at + first, trimBlanks(memory, at, first, to) - first, word);
  }

  private static long decimal(Memory memory, long at, int from, int to) {
    int first = skipBlanks(memory, at, from, to);
    int end = trimBlanks(memory, at, first, to);
    long value = end == first || end - first > MAX_DECIMAL_DIGITS ? HttpLine.MALFORMED : 0;
    for (int i = first; i < end && value >= 0; i++) {
      int digit = HttpLine.digit(memory.getByte(at + i), HttpLine.MALFORMED);
      value = digit < 0 ? HttpLine.MALFORMED : value * 10 + digit;
    }
    return value;
  }

  /** Case of letters aside; the bytes of {@code word} are lower case. */
  private static boolean is(Memory memory, long at, int length, byte[] word) {
    if (length != word.length) {
      return false;
    }
    for (int i = 0; i < word.length; i++) {
      byte c = memory.getByte(at + i);
      byte lower = c >= 'A' && c <= 'Z' ? (byte) (c | 0x20) : c;
      if (lower != word[i]) {
        return false;
      }
    }
    return true;
  }
}
