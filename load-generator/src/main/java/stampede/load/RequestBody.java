package stampede.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The body of requests, as people name it: a text, or a file of bytes. Pure but for the file. */
public final class RequestBody {
  private RequestBody() {}

  /**
   * A text in UTF-8, as one character a byte.
   *
   * @throws IllegalArgumentException when it is longer than a message carries
   */
  public static String ofText(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > HttpOptions.MAX_BODY_TEXT_BYTES) {
      throw new IllegalArgumentException(
          "a body of "
              + bytes.length
              + " bytes is too long for a text (at most "
              + HttpOptions.MAX_BODY_TEXT_BYTES
              + "): write it to a file and name it as @FILE");
    }
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  /**
   * The content of a file, as one character a byte.
   *
   * @throws IllegalArgumentException when it cannot be read or is too long
   */
  public static String ofFile(String name) {
    try (InputStream file = Files.newInputStream(Path.of(name))) {
      byte[] bytes = file.readNBytes(HttpOptions.MAX_BODY_BYTES + 1);
      if (bytes.length > HttpOptions.MAX_BODY_BYTES) {
        throw new IllegalArgumentException(
            name + " is too long for a body: at most " + HttpOptions.MAX_BODY_BYTES + " bytes");
      }
      return new String(bytes, StandardCharsets.ISO_8859_1);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException(
          "the body's file " + name + " cannot be read: " + unreadable.getMessage(), unreadable);
    }
  }
}
