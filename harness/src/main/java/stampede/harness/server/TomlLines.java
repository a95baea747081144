package stampede.harness.server;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the line of a TOML file in which something stands, to tell a person: the parser has
 * forgotten it by then. Good enough for files that write each key on a line of its own.
 */
final class TomlLines {
  private static final Pattern HEADER =
      Pattern.compile("^\\s*\\[{1,2}\\s*([A-Za-z0-9_.\"-]+)\\s*]{1,2}\\s*(#.*)?$");
  private static final Pattern KEY = Pattern.compile("^\\s*\"?([A-Za-z0-9_.-]+)\"?\\s*=.*");
  private static final List<String> LONG_QUOTES = List.of("'''", "\"\"\"");

  private final String file;
  private final List<String> lines;

  TomlLines(String file, String text) {
    this.file = file;
    this.lines = text.lines().toList();
  }

  /** The file and the line of a key, or of its table where the key is not there. */
  String place(String table, int index, String key) {
    String current = "";
    int seen = -1;
    int found = table.isEmpty() ? 1 : 0;
    boolean quoted = false;
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      Matcher header = HEADER.matcher(line);
      Matcher assignment = KEY.matcher(line);
      if (!quoted && header.matches()) {
        current = header.group(1);
        seen += current.equals(table) ? 1 : 0;
        found = current.equals(table) && seen == index ? i + 1 : found;
      } else if (!quoted && assignment.matches() && isKey(assignment, current, table, key)) {
        if (table.isEmpty() || !current.equals(table) || seen == index) {
          return file + ", line " + (i + 1);
        }
      }
      quoted ^= opensOrCloses(line);
    }
    return file + (found > 0 ? ", line " + found : "");
  }

  /** A key of an inline table stands in the line of that table. */
  private static boolean isKey(Matcher assignment, String current, String table, String key) {
    String name = current.isEmpty() ? assignment.group(1) : current + "." + assignment.group(1);
    return name.equals(table.isEmpty() ? key : table + "." + key) || name.equals(table);
  }

  private static boolean opensOrCloses(String line) {
    int count = 0;
    for (String quote : LONG_QUOTES) {
      count += line.split(Pattern.quote(quote), -1).length - 1;
    }
    return count % 2 == 1;
  }
}
