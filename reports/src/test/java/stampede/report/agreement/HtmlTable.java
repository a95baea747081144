package stampede.report.agreement;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tables of a page, as a reader sees them. */
final class HtmlTable {
  private static final Pattern TABLE = Pattern.compile("(?s)<table.*?</table>");
  private static final Pattern ROW = Pattern.compile("(?s)<tr.*?</tr>");
  private static final Pattern ENTRY = Pattern.compile("(?s)<t[hd]\\b[^>]*>(.*?)</t[hd]>");

  private HtmlTable() {}

  /** The entries of the first column of that name, in all tables of a section with that caption. */
  static List<String> column(String page, String section, String caption, String head) {
    return column(page, section, caption, head, 0);
  }

  /** Those of a later column of that name. */
  static List<String> column(String page, String section, String caption, String head, int nth) {
    int begin = page.indexOf("<section id=\"" + section + "\"");
    String part = page.substring(begin, page.indexOf("</section>", begin));
    List<String> entries = new ArrayList<>();
    Matcher tables = TABLE.matcher(part);
    while (tables.find()) {
      List<List<String>> rows = rows(tables.group());
      if (words(tables.group().replaceFirst("(?s).*?<caption[^>]*>(.*?)</caption>.*", "$1"))
          .equals(caption)) {
        int at = at(rows.getFirst(), head, nth);
        rows.stream().skip(1).map(row -> row.get(at)).forEach(entries::add);
      }
    }
    return entries;
  }

  private static int at(List<String> heads, String head, int nth) {
    int found = -1;
    for (int i = 0; i <= nth; i++) {
      int from = found + 1;
      found = from + heads.subList(from, heads.size()).indexOf(head);
      if (found < from) {
        throw new AssertionError("no column " + head + " in " + heads);
      }
    }
    return found;
  }

  private static List<List<String>> rows(String table) {
    List<List<String>> rows = new ArrayList<>();
    Matcher row = ROW.matcher(table);
    while (row.find()) {
      List<String> entries = new ArrayList<>();
      Matcher entry = ENTRY.matcher(row.group());
      while (entry.find()) {
        entries.add(words(entry.group(1)));
      }
      rows.add(entries);
    }
    return rows;
  }

  private static String words(String markup) {
    return markup
        .replaceAll("<[^>]*>", "")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&#34;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
        .strip();
  }
}
