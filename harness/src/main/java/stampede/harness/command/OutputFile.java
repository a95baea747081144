package stampede.harness.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import stampede.report.Renderer;
import stampede.report.ResultDocument;
import stampede.server.UsageException;

/**
 * A file that a command is to write at its end, known from its beginning to be writable.
 *
 * @param path where
 */
record OutputFile(Path path) {
  /**
   * Makes sure that it can be written, and leaves it as it is.
   *
   * @param option what the message begins with
   * @throws UsageException when it cannot be
   */
  static OutputFile open(String option, Path path) {
    if (Files.isDirectory(path)) {
      throw new UsageException(option + " " + path + " is a folder; name a file");
    }
    try {
      Files.delete(Files.createTempFile(folder(path), "probe", ".tmp"));
      return new OutputFile(path);
    } catch (IOException failure) {
      throw new UsageException(
          option + " " + path + " cannot be written; name a file in a folder that is there",
          failure);
    }
  }

  private static Path folder(Path path) {
    return path.toAbsolutePath().getParent();
  }

  /** Writes it: whoever opens it finds what was there before, or the whole of this. */
  <D extends ResultDocument> void write(D document, Renderer<D> renderer) {
    Path unfinished =
        folder(path).resolve("." + path.getFileName() + "." + ProcessHandle.current().pid());
    try {
      Files.writeString(unfinished, text(document, renderer));
      Files.move(unfinished, path, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The whole rendering. */
  static <D extends ResultDocument> String text(D document, Renderer<D> renderer) {
    StringBuilder text = new StringBuilder();
    try {
      renderer.render(document, text);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return text.toString();
  }
}
