package stampede.harness.micro;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.VerboseMode;
import stampede.harness.micro.bench.Measures;
import stampede.server.UsageException;

/** Every benchmark that was compiled into this program, as JMH lists them. */
public final class Benchmarks {
  private static final String PACKAGE = Measures.class.getPackageName() + ".";

  private Benchmarks() {}

  /** All of them, by name. */
  public static List<BenchmarkEntry> all() {
    Set<BenchmarkListEntry> listed =
        BenchmarkList.defaultList()
            .getAll(
                OutputFormatFactory.createFormatInstance(System.err, VerboseMode.SILENT),
                List.of());
    return listed.stream().map(entry -> entry(entry.getUsername())).distinct().toList();
  }

  private static BenchmarkEntry entry(String fullName) {
    int dot = fullName.lastIndexOf('.');
    try {
      Class<?> group = Class.forName(fullName.substring(0, dot));
      Method method =
          Arrays.stream(group.getMethods())
              .filter(each -> each.isAnnotationPresent(Benchmark.class))
              .filter(each -> each.getName().equals(fullName.substring(dot + 1)))
              .findFirst()
              .orElseThrow(ClassNotFoundException::new);
      return new BenchmarkEntry(
          shortName(fullName),
          group.getSimpleName(),
          method.getAnnotation(Measures.class).value(),
          params(group));
    } catch (ClassNotFoundException stale) {
      throw new IllegalStateException("a benchmark is listed but not there; build anew", stale);
    }
  }

  private static Map<String, List<String>> params(Class<?> group) {
    return Arrays.stream(group.getDeclaredFields())
        .filter(field -> field.isAnnotationPresent(Param.class))
        .collect(
            Collectors.toMap(
                field -> field.getName(),
                field -> List.of(field.getAnnotation(Param.class).value()),
                (a, b) -> a,
                LinkedHashMap::new));
  }

  /** The name without the package that all share. */
  static String shortName(String fullName) {
    return fullName.startsWith(PACKAGE) ? fullName.substring(PACKAGE.length()) : fullName;
  }

  /** What JMH is to include, to run this one alone. */
  static String include(BenchmarkEntry entry) {
    return "^" + Pattern.quote(PACKAGE + entry.name()) + "$";
  }

  /**
   * Those whose names hold one of the patterns, which are regular expressions; all without a
   * pattern.
   *
   * @throws UsageException when a pattern is none, or fits no benchmark
   */
  public static List<BenchmarkEntry> matching(List<String> patterns) {
    List<BenchmarkEntry> all = all();
    List<Pattern> compiled = patterns.stream().map(Benchmarks::pattern).toList();
    for (Pattern pattern : compiled) {
      if (all.stream().noneMatch(entry -> pattern.matcher(entry.name()).find())) {
        throw new UsageException(
            "no benchmark fits '" + pattern + "'; stampede micro --list names all of them");
      }
    }
    return all.stream()
        .filter(
            entry ->
                compiled.isEmpty()
                    || compiled.stream().anyMatch(p -> p.matcher(entry.name()).find()))
        .toList();
  }

  private static Pattern pattern(String text) {
    try {
      return Pattern.compile(text, Pattern.CASE_INSENSITIVE);
    } catch (PatternSyntaxException wrong) {
      throw new UsageException(
          "'" + text + "' is not a regular expression: " + wrong.getDescription(), wrong);
    }
  }
}
