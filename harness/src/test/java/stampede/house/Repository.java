package stampede.house;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The files of this repository as they lie in the work tree, without what builds leave behind. */
final class Repository {
  private static final Set<String> NOT_OURS = Set.of("target", ".git", "runs", ".idea");

  private Repository() {}

  /** The folder that holds the root pom. */
  static Path root() {
    String told = System.getProperty("stampede.root");
    Path folder = told == null ? Path.of("").toAbsolutePath() : Path.of(told);
    while (!Files.isRegularFile(folder.resolve("LICENSE"))) {
      folder = folder.getParent();
      if (folder == null) {
        throw new IllegalStateException("not inside the repository; set -Dstampede.root");
      }
    }
    return folder;
  }

  /** Every file whose name ends with {@code suffix}, relative to the root, sorted. */
  static List<Path> files(String suffix) {
    Path root = root();
    List<Path> found = new ArrayList<>();
    try {
      Files.walkFileTree(root, new Collector(root, suffix, found));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    found.sort(null);
    return found;
  }

  /** The text of a file found here. */
  static String text(Path relative) {
    try {
      return Files.readString(root().resolve(relative));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static final class Collector extends SimpleFileVisitor<Path> {
    private final Path root;
    private final String suffix;
    private final List<Path> found;

    Collector(Path root, String suffix, List<Path> found) {
      this.root = root;
      this.suffix = suffix;
      this.found = found;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
      return NOT_OURS.contains(folder.getFileName().toString())
          ? FileVisitResult.SKIP_SUBTREE
          : FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      if (file.getFileName().toString().endsWith(suffix)) {
        found.add(root.relativize(file));
      }
      return FileVisitResult.CONTINUE;
    }
  }
}
