package stampede.report.text;

import java.util.ArrayList;
import java.util.List;

/** Breaks text at spaces. */
final class Wrapping {
  private Wrapping() {}

  /** Lines of at most {@code width} characters, unless a word alone is longer. At least one. */
  static List<String> of(String text, int width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line = new StringBuilder();
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
