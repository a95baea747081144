package stampede.report.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tags of a page as a browser would find them: each element's name with the names of its
 * attributes. What stands in a style or script element is no markup.
 */
final class Markup {
  private static final Pattern NAME = Pattern.compile("[A-Za-z][^\\s/>]*");
  private static final Pattern ATTRIBUTE =
      Pattern.compile("\\s*([^\\s=>/\"']+)(?:\\s*=\\s*(?:\"[^\"]*\"|'[^']*'|[^\\s>]*))?");

  private Markup() {}

  /** Such as {@code td class title} for each start tag, in order. */
  static List<String> tags(String page) {
    List<String> tags = new ArrayList<>();
    int at = page.indexOf('<');
    while (at >= 0) {
      Matcher name = NAME.matcher(page).region(at + 1, page.length());
      if (!name.lookingAt()) {
        at = page.indexOf('<', at + 1);
        continue;
      }
      StringBuilder tag = new StringBuilder(name.group().toLowerCase(Locale.ROOT));
      int end = attributes(page, name.end(), tag);
      tags.add(tag.toString());
      String raw = name.group().toLowerCase(Locale.ROOT);
      boolean isRaw = raw.equals("style") || raw.equals("script") || raw.equals("title");
      at = page.indexOf('<', isRaw ? page.indexOf("</" + raw, end) : end);
    }
    return tags;
  }

  private static int attributes(String page, int from, StringBuilder tag) {
    int at = from;
    while (at < page.length() && page.charAt(at) != '>') {
      Matcher attribute = ATTRIBUTE.matcher(page).region(at, page.length());
      if (attribute.lookingAt()) {
        tag.append(' ').append(attribute.group(1));
        at = attribute.end();
      } else {
        at++;
      }
    }
    return at;
  }
}
