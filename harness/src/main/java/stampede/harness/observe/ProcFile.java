package stampede.harness.observe;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Files of /proc and /sys: read in one go, for they are made as they are read; absent ones are
 * absent.
 */
final class ProcFile {
  private static final int PART_BYTES = 16 * 1024;

  private ProcFile() {}

  /** The whole text; empty when the file is gone or not ours to read. */
  static Optional<String> text(String path) {
    try (FileInputStream in = new FileInputStream(path)) {
      return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException gone) {
      return Optional.empty();
    }
  }

  /**
   * The lines from the beginning as long as they are {@code wanted}, and what the same read brought
   * after them: the kernel makes such a file piece by piece, a page or less at a read, and whole
   * lines only.
   */
  static Optional<List<String>> firstLines(String path, Predicate<String> wanted) {
    List<String> lines = new ArrayList<>();
    byte[] part = new byte[PART_BYTES];
    try (FileInputStream in = new FileInputStream(path)) {
      for (int length = in.read(part); length > 0; length = in.read(part)) {
        new String(part, 0, length, StandardCharsets.UTF_8).lines().forEach(lines::add);
        if (!wanted.test(lines.getLast())) {
          break;
        }
      }
      return Optional.of(lines);
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
