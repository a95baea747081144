package stampede.report.html;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import stampede.report.reading.Printable;

/**
 * Makes markup of a page, with the style sheet and the script in it. The page allows those two by
 * their hashes and nothing else, so that no text of a document can ever become one.
 */
final class PageMarkup {
  private static final String STYLE_SHEET = resource("report.css");
  private static final String SCRIPT = resource("report.js");
  private static final String POLICY =
      "default-src 'none'; style-src 'sha256-%s'; script-src 'sha256-%s'"
          .formatted(hash(STYLE_SHEET), hash(SCRIPT));

  private PageMarkup() {}

  static void write(String title, String subtitle, List<Page.Part> parts, Appendable out)
      throws IOException {
    StringOutput markup = new StringOutput();
    Page page = new Page(title, subtitle, POLICY, STYLE_SHEET, SCRIPT, parts);
    JtepageGenerated.render(new OwaspHtmlTemplateOutput(markup), null, page);
    out.append(Printable.of(markup.toString()));
  }

  private static String resource(String name) {
    try (InputStream in = PageMarkup.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(name + " is missing from the reports module", e);
    }
  }

  private static String hash(String text) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      byte[] bytes = sha256.digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
