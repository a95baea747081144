package stampede.report.browser;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Where the browser and its driver are. Without them a test is skipped aloud, or fails where
 * skipping is forbidden ({@code -Dstampede.forbidSkips=true}, as in {@code .ci/run}).
 *
 * @param browser the executable of the browser
 * @param driver the executable that drives it
 */
record Chromium(Path browser, Path driver) {

  static Chromium require() {
    return new Chromium(
        require("chromium", "chromium"), require("chromedriver", "chromium-driver"));
  }

  private static Path require(String program, String debianPackage) {
    Optional<Path> found =
        Stream.of(System.getenv().getOrDefault("PATH", "/usr/bin").split(File.pathSeparator, -1))
            .map(folder -> Path.of(folder, program))
            .filter(Files::isExecutable)
            .findFirst();
    String missing =
        "needs " + program + ", which is not installed: apt-get install " + debianPackage;
    if (found.isEmpty() && Boolean.getBoolean("stampede.forbidSkips")) {
      Assertions.fail(missing + " (skipping is forbidden)");
    }
    if (found.isEmpty()) {
      System.out.println("SKIPPED: " + missing);
    }
    Assumptions.assumeTrue(found.isPresent(), missing);
    return found.orElseThrow();
  }
}
