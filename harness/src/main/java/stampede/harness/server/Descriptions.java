package stampede.harness.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import stampede.server.UsageException;

/**
 * The descriptions of servers: those we bring, each a file beside this class, and files of the
 * user's own, named {@code @PATH}. One more of ours is one file and one name here.
 */
final class Descriptions {
  private static final List<String> NAMES = List.of("nginx", "haproxy");
  private static final String SUFFIX = ".toml";
  private static final long MOST_BYTES = 1 << 20;

  private Descriptions() {}

  /** Those we bring, by name. */
  static List<String> names() {
    return NAMES;
  }

  /**
   * The description of a server; empty for a name that is none of them.
   *
   * @throws UsageException when the user's file is not there, or is wrong
   */
  static Optional<Description> find(String name) {
    if (name.startsWith("@")) {
      String path = name.substring(1);
      String last = Path.of(path).getFileName().toString();
      String plain =
          last.endsWith(SUFFIX) ? last.substring(0, last.length() - SUFFIX.length()) : last;
      return Optional.of(Description.parse(plain, path, read(path)));
    }
    return NAMES.contains(name)
        ? Optional.of(Description.parse(name, name + SUFFIX, ours(name + SUFFIX)))
        : Optional.empty();
  }

  private static String read(String path) {
    try {
      Path file = Path.of(path);
      if (Files.size(file) > MOST_BYTES) {
        throw new UsageException(path + " is too long for the description of a server");
      }
      return Files.readString(file);
    } catch (IOException failure) {
      throw new UsageException("cannot read the description of a server from " + path, failure);
    }
  }

  private static String ours(String name) {
    try (InputStream in = Descriptions.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
