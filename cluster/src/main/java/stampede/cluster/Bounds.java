package stampede.cluster;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** How long a part of a message may be. Pure. */
final class Bounds {
  private Bounds() {}

  /** Refuses a text of more bytes, in UTF-8. */
  static void bounded(String what, String text, int mostBytes) {
    // a character is at least a byte, so what is far too long is not encoded to find out
    if (text.length() > mostBytes || text.getBytes(StandardCharsets.UTF_8).length > mostBytes) {
      throw new IllegalArgumentException(
          "a " + what + " of " + text.length() + " characters is too long");
    }
  }

  /** The same bytes, which nobody can change; refuses what is more than a piece. */
  static ByteBuffer bounded(String what, ByteBuffer bytes) {
    if (bytes.remaining() > Message.PIECE_BYTES) {
      throw new IllegalArgumentException(
          "a " + what + " of " + bytes.remaining() + " bytes is too long");
    }
    return bytes.slice().asReadOnlyBuffer();
  }
}
