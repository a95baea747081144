package stampede.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What docs/protocol.md tells those who implement the protocol in another language. */
final class ProtocolDocument {
  private ProtocolDocument() {}

  /** The folder of the documents. */
  static Path folder() {
    Path module = Path.of("").toAbsolutePath();
    String root = System.getProperty("stampede.root", module.getParent().toString());
    return Path.of(root, "docs");
  }

  static String text() {
    try {
      return Files.readString(folder().resolve("protocol.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The bytes of a worked example, as hexadecimal digits alone. */
  static String bytes(String example) {
    Matcher block =
        Pattern.compile("```" + example + "\\n(.*?)```", Pattern.DOTALL).matcher(text());
    if (!block.find()) {
      throw new IllegalStateException("docs/protocol.md has no example of " + example);
    }
    return block.group(1).replaceAll("\\s", "");
  }
}
