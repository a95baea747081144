package stampede.load;

import java.nio.charset.StandardCharsets;

/**
 * Reads what the fields that frame an HTTP/1.x answer say, where they lie. A line is the whole
 * field, name and colon included. Pure; nothing allocates. Source: RFC 9112, section 6, and RFC
 * 9110, section 5.6.1 for lists.
 */
final class HttpField {
  /** No coding at all: the field is empty. */
  static final int NO_CODING = 0;

  /** The last coding is chunked. */
  static final int CHUNKED_LAST = 1;

  /** The last coding is another one. */
  static final int OTHER_LAST = 2;

  private static final byte[] CONTENT_LENGTH = latin1("content-length");
  private static final byte[] TRANSFER_ENCODING = latin1("transfer-encoding");
  private static final byte[] CONNECTION = latin1("connection");
  private static final byte[] CHUNKED = latin1("chunked");
  private static final byte[] CLOSE = latin1("close");
  private static final int MAX_DECIMAL_DIGITS = 18;

  private HttpField() {}

  private static byte[] latin1(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** Whether a name is Content-Length. */
  static boolean isContentLength(byte[] bytes, int at, int nameLength) {
    return is(bytes, at, nameLength, CONTENT_LENGTH);
  }

  /** Whether a name is Transfer-Encoding. */
  static boolean isTransferEncoding(byte[] bytes, int at, int nameLength) {
    return is(bytes, at, nameLength, TRANSFER_ENCODING);
  }

  /** Whether a name is Connection. */
  static boolean isConnection(byte[] bytes, int at, int nameLength) {
    return is(bytes, at, nameLength, CONNECTION);
  }

  /**
   * The length that a Content-Length says, once or several times the same; {@link
   * HttpLine#MALFORMED} for anything else.
   */
  static long contentLength(byte[] bytes, int at, int length) {
    long said = HttpLine.MALFORMED;
    int from = CONTENT_LENGTH.length + 1;
    boolean first = true;
    while (from <= length) {
      int to = elementEnd(bytes, at, from, length);
      long value = decimal(bytes, at, from, to);
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
  static int lastCoding(byte[] bytes, int at, int length) {
    int last = NO_CODING;
    int from = TRANSFER_ENCODING.length + 1;
    while (from <= length) {
      int to = elementEnd(bytes, at, from, length);
      if (!isEmpty(bytes, at, from, to)) {
        last = isElement(bytes, at, from, to, CHUNKED) ? CHUNKED_LAST : OTHER_LAST;
      }
      from = to + 1;
    }
    return last;
  }

  /** Whether a Connection says that the connection ends with this answer. */
  static boolean saysClose(byte[] bytes, int at, int length) {
    int from = CONNECTION.length + 1;
    while (from <= length) {
      int to = elementEnd(bytes, at, from, length);
      if (isElement(bytes, at, from, to, CLOSE)) {
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
  private static int elementEnd(byte[] bytes, int at, int from, int length) {
    int to = from;
    while (to < length && bytes[at + to] != ',') {
      to++;
    }
    return to;
  }

  private static int skipBlanks(byte[] bytes, int at, int from, int to) {
    int next = from;
    while (next < to && isBlank(bytes[at + next])) {
      next++;
    }
    return next;
  }

  private static int trimBlanks(byte[] bytes, int at, int from, int to) {
    int end = to;
    while (end > from && isBlank(bytes[at + end - 1])) {
      end--;
    }
    return end;
  }

  private static boolean isEmpty(byte[] bytes, int at, int from, int to) {
    return skipBlanks(bytes, at, from, to) == to;
  }

  private static boolean isElement(byte[] bytes, int at, int from, int to, byte[] word) {
    int first = skipBlanks(bytes, at, from, to);
    return is(bytes, at + first, trimBlanks(bytes, at, first, to) - first, word);
  }

  private static long decimal(byte[] bytes, int at, int from, int to) {
    int first = skipBlanks(bytes, at, from, to);
    int end = trimBlanks(bytes, at, first, to);
    long value = end == first || end - first > MAX_DECIMAL_DIGITS ? HttpLine.MALFORMED : 0;
    for (int i = first; i < end && value >= 0; i++) {
      int digit = HttpLine.digit(bytes[at + i], HttpLine.MALFORMED);
      value = digit < 0 ? HttpLine.MALFORMED : value * 10 + digit;
    }
    return value;
  }

  /** Case of letters aside; the bytes of {@code word} are lower case. */
  private static boolean is(byte[] bytes, int at, int length, byte[] word) {
    if (length != word.length) {
      return false;
    }
    for (int i = 0; i < word.length; i++) {
      byte c = bytes[at + i];
      byte lower = c >= 'A' && c <= 'Z' ? (byte) (c | 0x20) : c;
      if (lower != word[i]) {
        return false;
      }
    }
    return true;
  }
}
