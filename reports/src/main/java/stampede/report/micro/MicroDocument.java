package stampede.report.micro;

import java.util.LinkedHashSet;
import java.util.List;
import stampede.report.Environment;
import stampede.report.Fields;
import stampede.report.ResultDocument;
import stampede.report.ResultKind;

/**
 * One run of micro-benchmarks: everything that is known about it. Immutable, so safe to share
 * between threads. Lists and maps are never null.
 *
 * @param schema always {@link #SCHEMA}
 * @param stampedeVersion the version that made the document
 * @param command the command line, as typed
 * @param seed of what benchmarks choose at random
 * @param environment the machine it ran on
 * @param startedAt when the run began, ISO 8601 instant in UTC
 * @param durationS how long the whole run took, in seconds
 * @param interrupted whether it was stopped early; the benchmarks are then those that had ended;
 *     null in documents that do not say, which were not
 * @param design how they were run
 * @param benchmarks one for each combination of parameters, those of a group together
 */
public record MicroDocument(
    String schema,
    String stampedeVersion,
    String command,
    long seed,
    Environment environment,
    String startedAt,
    double durationS,
    Boolean interrupted,
    MicroDesign design,
    List<MicroBenchmark> benchmarks)
    implements ResultDocument {

  /** The name of this shape. A field may be added under the same name, none changes its meaning. */
  public static final String SCHEMA = "stampede.micro/1";

  /** How it is kept as a file. */
  public static final ResultKind<MicroDocument> KIND =
      new ResultKind<>(SCHEMA, MicroDocument.class, "micro.json", "stampede micro --out");

  /**
   * @throws IllegalArgumentException when a required field is null
   */
  public MicroDocument {
    Fields.required(schema, "schema");
    Fields.required(command, "command");
    Fields.required(environment, "environment");
    Fields.required(startedAt, "startedAt");
    Fields.required(design, "design");
    benchmarks = Fields.list(benchmarks);
  }

  /** Whether benchmarks that were asked for are missing. */
  public boolean isCutShort() {
    return Boolean.TRUE.equals(interrupted);
  }

  /** The groups there are, in the order of the benchmarks. */
  public List<String> groups() {
    return List.copyOf(
        new LinkedHashSet<>(benchmarks.stream().map(MicroBenchmark::group).toList()));
  }

  /** The benchmarks of a group, in their order. */
  public List<MicroBenchmark> ofGroup(String group) {
    return benchmarks.stream().filter(benchmark -> benchmark.group().equals(group)).toList();
  }
}
