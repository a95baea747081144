package stampede.harness.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The commands of docs/cluster.md, as they stand there, and where each is to be given. */
final class ClusterDocument {
  private static final Path FILE =
      Path.of(System.getProperty("stampede.root"), "docs", "cluster.md");

  private static final Pattern PLACE = Pattern.compile("^# on 10\\.0\\.1\\.([1-3])\\b.*");
  private static final String INDENT = "    ";
  private static final int FIRST_MACHINE = 1;

  private ClusterDocument() {}

  /**
   * A command.
   *
   * @param machine the last number of the address where it is given; 1 where none is named
   * @param command its text, with whatever line breaks it has
   */
  record Step(int machine, String command) {
    /** Whether it goes on until it is ended. */
    boolean stays() {
      return command.matches("(?s)\\./stampede (agent|serve) .*");
    }
  }

  /** The commands of a section, in their order. */
  static List<Step> steps(String title) {
    List<Step> steps = new ArrayList<>();
    int machine = FIRST_MACHINE;
    StringBuilder command = new StringBuilder();
    for (String line : block(title)) {
      Matcher place = PLACE.matcher(line);
      if (place.matches()) {
        machine = Integer.parseInt(place.group(1));
      } else if (!line.startsWith("#")) {
        command.append(line);
        if (line.endsWith("\\")) {
          command.append('\n');
        } else {
          steps.add(new Step(machine, command.toString()));
          command.setLength(0);
        }
      }
    }
    return steps;
  }

  private static List<String> block(String title) {
    String head = "\n## " + title + "\n";
    String text = text();
    int from = text.indexOf(head) + head.length();
    int to = text.indexOf("\n## ", from);
    return text.substring(from, to)
        .lines()
        .filter(line -> line.startsWith(INDENT))
        .map(line -> line.substring(INDENT.length()))
        .toList();
  }

  private static String text() {
    try {
      return Files.readString(FILE);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
