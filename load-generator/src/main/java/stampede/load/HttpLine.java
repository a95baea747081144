package stampede.load;

import java.nio.charset.StandardCharsets;
import stampede.linux.Memory;

/**
 * Reads the lines of an HTTP/1.x answer where they lie in memory: status line, header fields, chunk
 * sizes. Pure; nothing allocates. Source: RFC 9112.
 */
final class HttpLine {
  /** The line is not what it should be. */
  static final int MALFORMED = -1;

  private static final byte[] CONTENT_LENGTH = name("content-length:");
  private static final byte[] TRANSFER_ENCODING = name("transfer-encoding:");
  private static final byte[] CHUNKED = name("chunked");
  private static final byte[] HTTP_1 = name("http/1.");
  private static final int STATUS_AT = 9;
  private static final int MAX_DECIMAL_DIGITS = 18;
  private static final int MAX_HEX_DIGITS = 15;

  private HttpLine() {}

  private static byte[] name(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The status code of a status line, or {@link #MALFORMED}. */
  static int status(Memory memory, long at, int length) {
    if (length < STATUS_AT + 3
        || !begins(memory, at, length, HTTP_1)
        || memory.getByte(at + STATUS_AT - 1) != ' '
        || (length > STATUS_AT + 3 && memory.getByte(at + STATUS_AT + 3) != ' ')) {
      return MALFORMED;
    }
    long status = decimal(memory, at + STATUS_AT, 3);
    return status < 100 || status > 599 ? MALFORMED : (int) status;
  }

  /** Whether a line can be a header field: a name, then a colon. */
  static boolean isField(Memory memory, long at, int length) {
    for (int i = 0; i < length; i++) {
      byte c = memory.getByte(at + i);
      if (c == ':') {
        return i > 0;
      }
      if (c <= ' ') {
        return false;
      }
    }
    return false;
  }

  /** Whether a field is Content-Length. */
  static boolean isContentLength(Memory memory, long at, int length) {
    return begins(memory, at, length, CONTENT_LENGTH);
  }

  /** The value of a Content-Length field, or {@link #MALFORMED}. */
  static long contentLength(Memory memory, long at, int length) {
    int from = CONTENT_LENGTH.length;
    int to = length;
    while (from < to && isBlank(memory.getByte(at + from))) {
      from++;
    }
    while (to > from && isBlank(memory.getByte(at + to - 1))) {
      to--;
    }
    return to - from > MAX_DECIMAL_DIGITS ? MALFORMED : decimal(memory, at + from, to - from);
  }

  /** Whether a field is Transfer-Encoding. */
  static boolean isTransferEncoding(Memory memory, long at, int length) {
    return begins(memory, at, length, TRANSFER_ENCODING);
  }

  /** Whether the last coding of a Transfer-Encoding field is chunked. */
  static boolean isChunked(Memory memory, long at, int length) {
    int to = length;
    while (to > 0 && isBlank(memory.getByte(at + to - 1))) {
      to--;
    }
    int from = to - CHUNKED.length;
    if (from < TRANSFER_ENCODING.length || !begins(memory, at + from, CHUNKED.length, CHUNKED)) {
      return false;
    }
    byte before = memory.getByte(at + from - 1);
    return before == ':' || before == ',' || isBlank(before);
  }

  /** The size a chunk's first line says, extensions passed over, or {@link #MALFORMED}. */
  static long chunkSize(Memory memory, long at, int length) {
    long size = 0;
    int digits = 0;
    while (digits < length) {
      int digit = hexDigit(memory.getByte(at + digits));
      if (digit < 0) {
        break;
      }
      size = size << 4 | digit;
      digits++;
    }
    boolean cleanEnd =
        digits == length
            || memory.getByte(at + digits) == ';'
            || isBlank(memory.getByte(at + digits));
    return digits == 0 || digits > MAX_HEX_DIGITS || !cleanEnd ? MALFORMED : size;
  }

  /** The value of a hexadecimal digit of either case, or -1. */
  static int hexDigit(byte c) {
    if (c >= '0' && c <= '9') {
      return c - '0';
    }
    int lower = c | 0x20;
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
  }

  private static long decimal(Memory memory, long at, int digits) {
    long value = digits == 0 ? MALFORMED : 0;
    for (int i = 0; i < digits; i++) {
      int digit = memory.getByte(at + i) - '0';
      if (digit < 0 || digit > 9) {
        return MALFORMED;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  private static boolean isBlank(byte c) {
    return c == ' ' || c == '\t';
  }

  /** Case of letters aside; the bytes of {@code name} are lower case. */
  private static boolean begins(Memory memory, long at, int length, byte[] name) {
    if (length < name.length) {
      return false;
    }
    for (int i = 0; i < name.length; i++) {
      byte c = memory.getByte(at + i);
      byte lower = c >= 'A' && c <= 'Z' ? (byte) (c | 0x20) : c;
      if (lower != name[i]) {
        return false;
      }
    }
    return true;
  }
}
