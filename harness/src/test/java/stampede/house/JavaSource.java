package stampede.house;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * One Java file, parsed by the compiler's own parser and not resolved.
 *
 * @param path relative to the root, such as {@code linux/src/main/java/stampede/linux/Poll.java}
 * @param text all of it
 * @param unit its syntax tree
 * @param trees positions and Javadoc of the tree's nodes
 */
record JavaSource(Path path, String text, CompilationUnitTree unit, DocTrees trees) {
  /** Every Java file of the repository. */
  static List<JavaSource> ofRepository() {
    return parse(
        Repository.files(".java").stream()
            .map(path -> new Text(path.toString(), Repository.text(path)))
            .toList());
  }

  /** Parses {@code text} as if it lay at {@code path}. */
  static JavaSource parse(String path, String text) {
    return parse(List.of(new Text(path, text))).getFirst();
  }

  /** All by one compiler, in order: to make one costs more than a file. */
  private static List<JavaSource> parse(List<Text> texts) {
    JavacTask task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(null, null, diagnostic -> {}, List.of("-proc:none"), null, texts);
    DocTrees trees = DocTrees.instance(task);
    try {
      List<JavaSource> sources = new ArrayList<>();
      Iterator<Text> of = texts.iterator();
      for (CompilationUnitTree unit : task.parse()) {
        Text text = of.next();
        sources.add(new JavaSource(Path.of(text.path), text.text, unit, trees));
      }
      return sources;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The first folder of the path. */
  String module() {
    return path.getName(0).toString();
  }

  /** Whether it is shipped, rather than a test or a benchmark. */
  boolean isMain() {
    return path.toString().contains("/src/main/");
  }

  /** Whether Maven runs it as a test: *Test or *IT. */
  boolean isTestClass() {
    return !isMain() && path.toString().matches(".*(Test|IT)\\.java");
  }

  /** The file's name without {@code .java}. */
  String name() {
    return path.getFileName().toString().replace(".java", "");
  }

  /** How many lines it has. */
  int lineCount() {
    return (int) text.lines().count();
  }

  private static final class Text extends SimpleJavaFileObject {
    private final String path;
    private final String text;

    Text(String path, String text) {
      super(URI.create("string:///" + path), JavaFileObject.Kind.SOURCE);
      this.path = path;
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}
