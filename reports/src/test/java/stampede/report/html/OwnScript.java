package stampede.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The one script that is ours. */
public final class OwnScript {
  private OwnScript() {}

  /** The page without it, in which then no other may be. */
  public static String cut(String page) {
    try (InputStream in = OwnScript.class.getResourceAsStream("report.js")) {
      String script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      assertThat(page).contains("<script>" + script + "</script>\n</body>");
      return page.replace("<script>" + script + "</script>\n</body>", "</body>");
    } catch (IOException e) {
      throw new UncheckedIOException("the script is missing", e);
    }
  }
}
