package stampede.house;

import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A rule that every Java file of its kind keeps by itself.
 *
 * @param name what is required, as a sentence without its end
 * @param applies to which files
 * @param finder what breaks the rule in one file, each with a line number or a name
 * @param badExample a file that breaks it
 */
record SourceRule(
    String name,
    Predicate<JavaSource> applies,
    Function<JavaSource, List<String>> finder,
    JavaSource badExample) {

  /** What breaks the rule in {@code source}, with the file's path. */
  List<String> violations(JavaSource source) {
    if (!applies.test(source)) {
      return List.of();
    }
    return finder.apply(source).stream().map(found -> source.path() + ": " + found).toList();
  }

  @Override
  public String toString() {
    return name;
  }
}
