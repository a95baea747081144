package stampede.report.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Scripts that tests run in a page. */
final class Scripts {
  private Scripts() {}

  /** One of our own. */
  static String ours(String name) {
    return text(name);
  }

  /** The accessibility checks, out of the jar that brings them. */
  static String axe() {
    return text("/axe.min.js");
  }

  private static String text(String resource) {
    try (InputStream in = Scripts.class.getResourceAsStream(resource)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(resource + " is missing", e);
    }
  }
}
