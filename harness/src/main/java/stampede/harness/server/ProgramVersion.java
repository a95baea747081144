package stampede.harness.server;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import stampede.server.StartException;

/**
 * How a program says which version it is.
 *
 * @param words the command
 * @param pattern in what it says, the first group of this is the version: numbers with dots
 */
record ProgramVersion(List<String> words, Pattern pattern) {
  private static final long WITHIN_S = 10;
  private static final int MOST_BYTES = 64 * 1024;

  /**
   * Its version.
   *
   * @param from the package the program comes from
   * @throws StartException when the program is not there, or does not say it
   */
  String ask(Optional<String> from) {
    List<String> command = new ArrayList<>(words);
    command.set(0, Programs.require(words.getFirst(), from).toString());
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      try {
        process.getOutputStream().close();
        byte[] said = process.getInputStream().readNBytes(MOST_BYTES);
        if (process.waitFor(WITHIN_S, TimeUnit.SECONDS)) {
          Matcher matcher = pattern.matcher(new String(said, StandardCharsets.UTF_8));
          if (matcher.find()) {
            return matcher.group(1);
          }
        }
      } finally {
        process.destroyForcibly();
      }
    } catch (IOException failure) {
      throw new StartException("cannot run " + words + ": " + failure.getMessage(), failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    throw new StartException(String.join(" ", words) + " does not say which version it is");
  }

  /** Whether a version is {@code least} or later, number by number. */
  static boolean isAtLeast(String version, String least) {
    String[] has = version.split("\\.", -1);
    String[] wants = least.split("\\.", -1);
    for (int i = 0; i < wants.length; i++) {
      int number = i < has.length ? Integer.parseInt(has[i]) : 0;
      int wanted = Integer.parseInt(wants[i]);
      if (number != wanted) {
        return number > wanted;
      }
    }
    return true;
  }
}
