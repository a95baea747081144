package stampede.load;

import java.nio.charset.StandardCharsets;

/**
 * Reads the lines of an HTTP/1.x answer where they lie: status line, field names, chunk sizes.
 * Pure; nothing allocates. What fields say is read by {@link HttpField}. Source: RFC 9112.
 */
final class HttpLine {
  /** The line is not what it should be. */
  static final int MALFORMED = -1;

  private static final byte[] HTTP_1 = "HTTP/1.".getBytes(StandardCharsets.ISO_8859_1);
  private static final int MINOR_AT = HTTP_1.length;
  private static final int STATUS_AT = MINOR_AT + 2;
  private static final int STATUS_DIGITS = 3;
  private static final int MAX_HEX_DIGITS = 15;
  private static final boolean[] IN_TOKEN = tokenBytes();

  private HttpLine() {}

  private static boolean[] tokenBytes() {
    boolean[] in = new boolean[256];
    String all = "!#$%&'*+-.^_`|~0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    all.chars().forEach(c -> in[c] = true);
    return in;
  }

  /** Whether a character may stand in a field name or a method (RFC 9110, tchar). */
  static boolean isTokenChar(int c) {
    return c >= 0 && c < IN_TOKEN.length && IN_TOKEN[c];
  }

  /** The status code of a status line, 100 to 599, or {@link #MALFORMED}. */
  static int status(byte[] bytes, int at, int length) {
    int end = STATUS_AT + STATUS_DIGITS;
    if (length < end
        || bytes[at + STATUS_AT - 1] != ' '
        || (length > end && bytes[at + end] != ' ')) {
      return MALFORMED;
    }
    for (int i = 0; i < HTTP_1.length; i++) {
      if (bytes[at + i] != HTTP_1[i]) {
        return MALFORMED;
      }
    }
    int status = digit(bytes[at + MINOR_AT], MALFORMED) < 0 ? MALFORMED : 0;
    for (int i = STATUS_AT; i < end && status >= 0; i++) {
      int digit = digit(bytes[at + i], MALFORMED);
      status = digit < 0 ? MALFORMED : status * 10 + digit;
    }
    return status < 100 || status > 599 ? MALFORMED : status;
  }

  /** The minor version of a status line that {@linkplain #status has a status}, 0 to 9. */
  static int minorVersion(byte[] bytes, int at) {
    return bytes[at + MINOR_AT] - '0';
  }

  /**
   * The length of the name that a field begins with: a token, and a colon at once. {@link
   * #MALFORMED} when there is none, as where the line is the rest of a folded field.
   */
  static int nameLength(byte[] bytes, int at, int length) {
    for (int i = 0; i < length; i++) {
      byte c = bytes[at + i];
      if (c == ':') {
        return i > 0 ? i : MALFORMED;
      }
      if (!isTokenChar(c & 0xff)) {
        return MALFORMED;
      }
    }
    return MALFORMED;
  }

  /** The size a chunk's first line says, extensions passed over, or {@link #MALFORMED}. */
  static long chunkSize(byte[] bytes, int at, int length) {
    long size = 0;
    int digits = 0;
    while (digits < length) {
      int digit = hexDigit(bytes[at + digits]);
      if (digit < 0) {
        break;
      }
      size = size << 4 | digit;
      digits++;
    }
    int next = digits;
    while (next < length && HttpField.isBlank(bytes[at + next])) {
      next++;
    }
    boolean cleanEnd = next == length || bytes[at + next] == ';';
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

  /** The value of a decimal digit, or {@code otherwise}. */
  static int digit(byte c, int otherwise) {
    return c >= '0' && c <= '9' ? c - '0' : otherwise;
  }
}
