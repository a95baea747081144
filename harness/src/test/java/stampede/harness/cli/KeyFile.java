package stampede.harness.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** A key of a cluster, in a file that nobody else can read. */
final class KeyFile {
  private static final int CHARACTERS = 40;

  private KeyFile() {}

  /** Writes one to {@code folder}; another letter makes another key. */
  static String write(Path folder, String letter) {
    Path file = folder.resolve("key-" + letter);
    try {
      Files.writeString(file, letter.repeat(CHARACTERS));
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return file.toString();
  }
}
