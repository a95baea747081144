package stampede.harness.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assertions;
import stampede.house.PackageNeeded;

/**
 * A link on which frames take their time: a process between two interfaces, for not every kernel
 * has netem. It ends when its standard input does, so also with the test.
 */
final class SlowLink implements AutoCloseable {
  private static final Path SCRIPT =
      Path.of(System.getProperty("stampede.root"), "harness/src/test/network/slow_link.py");

  private final Process passing;
  private final Runnable afterwards;

  private SlowLink(Process passing, Runnable afterwards) {
    this.passing = passing;
    this.afterwards = afterwards;
  }

  /** The words that start it. */
  static List<String> words(String... arguments) {
    List<String> words = new ArrayList<>();
    words.add(PackageNeeded.require("python3", "python3").toString());
    words.add(SCRIPT.toString());
    words.addAll(List.of(arguments));
    return words;
  }

  /** Starts it, and returns when it passes frames. */
  static SlowLink start(List<String> words, Runnable afterwards) {
    try {
      Process passing =
          new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT).start();
      BufferedReader said = passing.inputReader();
      Assertions.assertEquals("passes frames", said.readLine());
      return new SlowLink(passing, afterwards);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  boolean isPassing() {
    return passing.isAlive();
  }

  @Override
  public void close() {
    try {
      passing.getOutputStream().close();
      Assertions.assertTrue(passing.waitFor(10, TimeUnit.SECONDS), "the link ends");
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    afterwards.run();
  }
}
