package stampede.harness.server;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import stampede.server.StartException;

/** A folder of one running server, which nobody else may read, and which is gone when it closes. */
record PrivateFolder(Path path) implements AutoCloseable {
  /** Names the harness it belongs to. */
  static final String PREFIX = "stampede-server-" + ProcessHandle.current().pid() + "-";

  private static final int MOST_TAIL_BYTES = 4096;
  private static final int MOST_TAIL_LINES = 12;

  static PrivateFolder make() {
    try {
      return new PrivateFolder(Files.createTempDirectory(PREFIX));
    } catch (IOException failure) {
      throw new StartException("cannot make a temporary folder: " + failure.getMessage(), failure);
    }
  }

  /** Writes a file of it. */
  Path write(String name, String text) {
    try {
      return Files.writeString(path.resolve(name), text);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The last lines of a file, as far as there are any. */
  static List<String> tail(Path file) {
    try (RandomAccessFile reader = new RandomAccessFile(file.toFile(), "r")) {
      long from = Math.max(0, reader.length() - MOST_TAIL_BYTES);
      byte[] bytes = new byte[(int) (reader.length() - from)];
      reader.seek(from);
      reader.readFully(bytes);
      String text = new String(bytes, StandardCharsets.UTF_8);
      List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
      return lines.subList(Math.max(0, lines.size() - MOST_TAIL_LINES), lines.size());
    } catch (IOException none) {
      return List.of();
    }
  }

  @Override
  public void close() {
    try {
      Files.walkFileTree(path, new Removal());
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Deletes bottom up. */
  private static final class Removal extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, IOException failure) throws IOException {
      Files.deleteIfExists(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
