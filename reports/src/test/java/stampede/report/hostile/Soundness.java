package stampede.report.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.xml.sax.InputSource;

/** Whether an output is what its kind must be, whatever strings are in it. */
public final class Soundness {
  /** An element and an attribute that no output has by itself. */
  static final String ELEMENT = "evil-element";

  static final String ATTRIBUTE = "evil-attribute";

  private Soundness() {}

  /** Throws an assertion error that names the output and what is wrong with it. */
  public static void check(Map<String, String> outputs) {
    outputs.forEach(
        (name, text) -> {
          String kind = name.substring(name.lastIndexOf('.') + 1);
          switch (kind) {
            case "html" -> html(name, text);
            case "xml" -> xml(name, text);
            case "csv" -> csv(name, text);
            case "markdown" -> markdown(name, text);
            default -> text(name, text);
          }
        });
  }

  private static void html(String name, String page) {
    List<String> tags = Markup.tags(page);
    assertThat(tags)
        .as(name)
        .noneMatch(tag -> tag.contains(ELEMENT) || tag.contains(ATTRIBUTE))
        .noneMatch(tag -> tag.startsWith("img") || tag.contains(" onerror"));
    assertThat(tags.stream().filter(tag -> tag.startsWith("style"))).as(name).hasSize(1);
    assertThat(tags.stream().filter(tag -> tag.startsWith("script")).count())
        .as(name)
        .isLessThanOrEqualTo(1);
    // coordinates and lengths of pictures are numbers that a browser can draw
    assertThat(page.replaceAll(">[^<]*<", "><"))
        .as(name)
        .doesNotContainPattern(
            "\\s(x|y|x1|x2|y1|y2|cx|cy|r|d|width|height|points|transform)=\"[^\"]*(NaN|Infinity)");
    printable(name, page);
  }

  private static void xml(String name, String text) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      var elements =
          factory
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(text)))
              .getElementsByTagName("*");
      for (int i = 0; i < elements.getLength(); i++) {
        assertThat(elements.item(i).getNodeName()).as(name).isNotEqualTo(ELEMENT);
        assertThat(elements.item(i).getAttributes().getNamedItem(ATTRIBUTE)).as(name).isNull();
      }
    } catch (Exception wrong) {
      throw new AssertionError(name + " is not well-formed", wrong);
    }
    printable(name, text);
  }

  private static void csv(String name, String text) {
    List<List<String>> lines = parsed(text);
    assertThat(lines).as(name).isNotEmpty();
    for (List<String> line : lines) {
      assertThat(line).as(name).hasSameSizeAs(lines.getFirst());
      assertThat(line)
          .as(name)
          .allMatch(
              entry ->
                  entry.isEmpty()
                      || "=@+-\t\r".indexOf(entry.charAt(0)) < 0
                      || entry.matches("-?[0-9.]+(E-?[0-9]+)?"));
    }
    printable(name, text);
  }

  /** The entries line by line, as RFC 4180 has them. */
  static List<List<String>> parsed(String text) {
    List<List<String>> lines = new ArrayList<>();
    List<String> line = new ArrayList<>();
    StringBuilder entry = new StringBuilder();
    boolean inQuotes = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' && inQuotes && i + 1 < text.length() && text.charAt(i + 1) == '"') {
        entry.append(text.charAt(++i));
      } else if (c == '"') {
        inQuotes = !inQuotes;
      } else if (!inQuotes && (c == ',' || c == '\n')) {
        line.add(entry.toString());
        entry = new StringBuilder();
        if (c == '\n') {
          lines.add(line);
          line = new ArrayList<>();
        }
      } else if (inQuotes || c != '\r') {
        entry.append(c);
      }
    }
    return lines;
  }

  private static void markdown(String name, String text) {
    // a mark behind a backslash opens no code
    String outsideCode = text.replaceAll("(?s)(?<![`\\\\])(`+)(?!`).*?(?<!`)\\1(?!`)", "code");
    assertThat(outsideCode)
        .as(name)
        .doesNotContain("<" + ELEMENT)
        .doesNotContain("<script")
        .doesNotContain("<img");
    int columns = -1;
    for (String line : text.split("\n", -1)) {
      boolean row = line.startsWith("| ") || line.startsWith("|-");
      int here = row ? line.replaceAll("\\\\.", "").replaceAll("[^|]", "").length() : -1;
      if (row && columns >= 0) {
        assertThat(here).as(name + ": " + line).isEqualTo(columns);
      }
      columns = here;
    }
    printable(name, text);
  }

  private static void text(String name, String text) {
    assertThat(text.replaceAll("[^\\x00-\\x1f\\x7f-\\x9f\\u202a-\\u202e\\u2066-\\u2069]", ""))
        .as(name)
        .matches("\n*");
  }

  private static void printable(String name, String text) {
    assertThat(text)
        .as(name)
        .doesNotContain("\u0000", "\u001b", "\u0007", "\u202e", "\u2066", "\u009b");
  }
}
