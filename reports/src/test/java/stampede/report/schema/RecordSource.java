package stampede.report.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the source of a record says of it beyond what its class does: the words of its Javadoc, and
 * which components must not be null.
 *
 * @param description what it is
 * @param components each by its name
 * @param required names of those that its constructor demands
 */
record RecordSource(String description, Map<String, String> components, Set<String> required) {
  private static final Pattern REQUIRED =
      Pattern.compile("Fields\\.required\\(\\s*(\\w+),\\s*\"(\\w+)\"\\)");

  static RecordSource of(Class<?> type) {
    String source = read(type);
    int declared = source.indexOf("public record " + type.getSimpleName());
    int begin = source.lastIndexOf("/**", declared);
    String javadoc = words(source.substring(begin + 3, source.indexOf("*/", begin)));
    String[] parts = javadoc.split("@param ", -1);
    Map<String, String> components = new LinkedHashMap<>();
    for (int i = 1; i < parts.length; i++) {
      String[] nameAndWords = parts[i].strip().split("\\s+", 2);
      components.put(nameAndWords[0], nameAndWords[1].strip());
    }
    Set<String> required = new HashSet<>();
    Matcher matcher = REQUIRED.matcher(source);
    while (matcher.find()) {
      required.add(matcher.group(1));
    }
    return new RecordSource(parts[0].strip(), components, required);
  }

  private static String read(Class<?> type) {
    Path file =
        root().resolve("reports/src/main/java").resolve(type.getName().replace('.', '/') + ".java");
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The folder of the repository. */
  static Path root() {
    return Path.of(System.getProperty("stampede.root"));
  }

  /** Javadoc without its stars and tags. */
  private static String words(String javadoc) {
    return javadoc
        .replaceAll("(?m)^\\s*\\*", " ")
        .replaceAll("\\{@(?:code|link)\\s+#?([^}]*)}", "$1")
        .replaceAll("</?p>", " ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
        .replaceAll("\\s+", " ");
  }
}
