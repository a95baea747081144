package stampede.report.html;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import stampede.report.reading.Printable;

/** Makes markup of a page, with the style sheet in it. */
final class PageMarkup {
  private PageMarkup() {}

  static void write(String title, String subtitle, List<Page.Part> parts, Appendable out)
      throws IOException {
    StringOutput markup = new StringOutput();
    Page page = new Page(title, subtitle, styleSheet(), parts);
    JtepageGenerated.render(new OwaspHtmlTemplateOutput(markup), null, page);
    out.append(Printable.of(markup.toString()));
  }

  private static String styleSheet() {
    try (InputStream in = PageMarkup.class.getResourceAsStream("report.css")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("the style sheet is missing from the reports module", e);
    }
  }
}
