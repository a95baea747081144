package stampede.house;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * What a test needs that Java does not bring: a program of a Debian package. Without it the test is
 * skipped aloud, or fails where skipping is forbidden ({@code -Dstampede.forbidSkips=true}, as in
 * {@code .ci/run}).
 */
public final class PackageNeeded {
  private PackageNeeded() {}

  /**
   * The path of a program, looked for on PATH and in the folders of system programs.
   *
   * @param program such as {@code nginx}
   * @param debianPackage what to install when it is missing
   */
  public static Path require(String program, String debianPackage) {
    Optional<Path> found = find(program);
    if (found.isEmpty()) {
      String missing =
          "needs " + program + ", which is not installed: apt-get install " + debianPackage;
      skip(missing, Boolean.getBoolean("stampede.forbidSkips"));
    }
    return found.orElseThrow();
  }

  /** Ends the test: as skipped, saying why, or as failed. */
  static void skip(String why, boolean forbidden) {
    if (forbidden) {
      Assertions.fail(why + " (skipping is forbidden)");
    }
    System.out.println("SKIPPED: " + why);
    Assumptions.abort(why);
  }

  private static Optional<Path> find(String program) {
    List<String> folders = new ArrayList<>();
    folders.addAll(List.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)));
    folders.addAll(List.of("/usr/sbin", "/sbin", "/usr/local/sbin"));
    return folders.stream()
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
