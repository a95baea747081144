package stampede.harness.observe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a process has open. Descriptors that close while they are looked at are left out, and those
 * we may not look at. Source: proc(5).
 */
final class OpenFiles {
  private OpenFiles() {}

  /**
   * One descriptor.
   *
   * @param number in its process
   * @param target where its link in /proc leads: a path, or a text such as {@code socket:[123]}
   */
  record OpenFile(int number, String target) {}

  /** All that {@code pid} has open, by number. */
  static Stream<OpenFile> of(int pid) {
    String folder = "/proc/" + pid + "/fd/";
    return ProcFile.names(folder).stream()
        .map(Integer::valueOf)
        .sorted()
        .flatMap(
            number -> target(folder + number).stream().map(target -> new OpenFile(number, target)));
  }

  /** Where one link leads; empty when it is gone. */
  static Optional<String> target(String link) {
    try {
      return Optional.of(Files.readSymbolicLink(Path.of(link)).toString());
    } catch (IOException gone) {
      return Optional.empty();
    }
  }
}
