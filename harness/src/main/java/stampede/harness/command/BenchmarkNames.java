package stampede.harness.command;

import java.util.List;
import java.util.stream.Collectors;
import stampede.harness.micro.BenchmarkEntry;

/** The benchmarks there are, as a list. */
final class BenchmarkNames {
  private BenchmarkNames() {}

  /** A line for each, and one for each of its parameters. */
  static String text(List<BenchmarkEntry> benchmarks) {
    return benchmarks.stream().map(BenchmarkNames::lines).collect(Collectors.joining());
  }

  private static String lines(BenchmarkEntry entry) {
    String params =
        entry.params().entrySet().stream()
            .map(
                param ->
                    "%-28s   %s: %s%n"
                        .formatted("", param.getKey(), String.join(", ", param.getValue())))
            .collect(Collectors.joining());
    return "%-28s %s%n%s".formatted(entry.name(), entry.measures(), params);
  }

  /** An array of {@link BenchmarkEntry}. */
  static String json(List<BenchmarkEntry> benchmarks) {
    return Json.indented(benchmarks) + "\n";
  }
}
