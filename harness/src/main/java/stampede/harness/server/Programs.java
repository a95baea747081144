package stampede.harness.server;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stampede.server.StartException;

/** Where programs are: on PATH, and where systems keep those of administrators. */
final class Programs {
  private static final List<String> OF_ADMINISTRATORS =
      List.of("/usr/local/sbin", "/usr/sbin", "/sbin");

  private Programs() {}

  /** The file of a program; a name with a slash is a file already. */
  static Optional<Path> find(String program) {
    if (program.indexOf('/') >= 0) {
      return Optional.of(Path.of(program)).filter(Programs::isProgram);
    }
    String path = System.getenv().getOrDefault("PATH", "");
    List<String> folders = new ArrayList<>(List.of(path.split(File.pathSeparator, -1)));
    folders.addAll(OF_ADMINISTRATORS);
    return folders.stream()
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, program))
        .filter(Programs::isProgram)
        .findFirst();
  }

  private static boolean isProgram(Path file) {
    return Files.isRegularFile(file) && Files.isExecutable(file);
  }

  /**
   * The same, which must be there.
   *
   * @param from the package it comes from
   * @throws StartException that names the package
   */
  static Path require(String program, Optional<String> from) {
    return find(program)
        .orElseThrow(
            () ->
                new StartException(
                    "there is no program "
                        + program
                        + from.map(name -> "; install the package " + name).orElse(" here")));
  }
}
