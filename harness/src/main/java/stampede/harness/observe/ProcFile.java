package stampede.harness.observe;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Files of /proc and /sys: read in one go, for they are made as they are read; absent ones are
 * absent.
 */
final class ProcFile {
  private static final int FIRST_PART_BYTES = 16 * 1024;

  private ProcFile() {}

  /** The whole text; empty when the file is gone or not ours to read. */
  static Optional<String> text(String path) {
    try (FileInputStream in = new FileInputStream(path)) {
      return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  /** The first 16 KiB or less: what one read gives. */
  static Optional<String> firstPart(String path) {
    byte[] part = new byte[FIRST_PART_BYTES];
    try (FileInputStream in = new FileInputStream(path)) {
      int length = in.read(part);
      return Optional.of(new String(part, 0, Math.max(0, length), StandardCharsets.UTF_8));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  /** The lines of a file; none when it cannot be read. */
  static List<String> lines(String path) {
    return text(path).map(text -> text.lines().toList()).orElse(List.of());
  }

  /** The names in a folder. */
  static List<String> names(String folder) {
    String[] names = new File(folder).list();
    return names == null ? List.of() : List.of(names);
  }

  /** The value of a line {@code name: value}, stripped. */
  static Optional<String> field(String text, String name) {
    return text.lines()
        .filter(line -> line.startsWith(name))
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .findFirst();
  }
}
