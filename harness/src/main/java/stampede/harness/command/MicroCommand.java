package stampede.harness.command;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.util.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import stampede.harness.ExitCode;
import stampede.harness.Interruption;
import stampede.harness.experiment.RunFolder;
import stampede.harness.micro.BenchmarkEntry;
import stampede.harness.micro.Benchmarks;
import stampede.harness.micro.MicroFigures;
import stampede.harness.micro.MicroPlan;
import stampede.harness.micro.MicroRun;
import stampede.harness.observe.Machine;
import stampede.report.Environment;
import stampede.report.html.MicroHtml;
import stampede.report.micro.MicroDesign;
import stampede.report.micro.MicroDocument;
import stampede.report.reading.Numbers;
import stampede.report.text.MicroText;

/** {@code stampede micro}: benchmarks of the parts. */
@Command(
    name = "micro",
    mixinStandardHelpOptions = true,
    description = {
      "Runs JMH benchmarks of the parts: what system calls cost beside the JDK's own way, what a",
      "wakeup costs by the number of waiters, what evidence and protocols cost.",
      "A PATTERN is a regular expression that the name of a benchmark holds, in any case."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  stampede micro --list                     what there is, a sentence each",
      "  stampede micro Wakeup --quick --json      only to see that it runs: too short to believe",
      "  stampede micro Wakeup LockHandOver --out runs/wakeup",
      "  stampede micro 'Empty.*' --forks 5 --iterations 10"
    })
final class MicroCommand implements Callable<Integer> {
  private static final String JMH_FILE = "jmh.json";
  private static final double NS_PER_MS = 1e6;

  private final Interruption interruption;

  @Parameters(
      paramLabel = "PATTERN",
      arity = "0..*",
      description = "only benchmarks whose names hold one of them (default: all)")
  private List<String> patterns = List.of();

  @Option(names = "--list", description = "only list the benchmarks that are selected")
  private boolean list;

  @Mixin private MicroOptions options;
  @Mixin private RunFolderOption out;
  @Mixin private SharedOptions shared;

  MicroCommand(Interruption interruption) {
    this.interruption = interruption;
  }

  @Override
  public Integer call() throws IOException {
    List<BenchmarkEntry> benchmarks = Benchmarks.matching(patterns);
    if (list) {
      System.out.print(
          shared.json() ? BenchmarkNames.json(benchmarks) : BenchmarkNames.text(benchmarks));
      return ExitCode.PASSED.code();
    }
    MicroPlan plan = options.plan(benchmarks, shared.seed());
    RunFolder folder = out.open();
    try {
      return run(plan, folder).code();
    } catch (RuntimeException nothing) {
      folder.discardIfEmpty();
      throw nothing;
    }
  }

  private ExitCode run(MicroPlan plan, RunFolder folder) throws IOException {
    if (!shared.quiet()) {
      System.err.printf(
          "%s, about %s, seed %d%n",
          Numbers.counted(plan.combinations(), "benchmark"),
          Numbers.duration(plan.expectedS() * 1e6),
          plan.seed());
    }
    Instant startedAt = Instant.now();
    Environment environment = Machine.describe();
    MicroRun.Outcome outcome = new MicroRun(plan, interruption, shared.quiet()).run();
    MicroDocument document = document(plan, startedAt, environment, outcome);
    writeJmh(folder, outcome.results());
    folder.write(document, MicroDocument.KIND, new MicroHtml());
    shared.people().println();
    shared.publish(document, new MicroText(), Optional.of(folder));
    return outcome.interrupted() ? ExitCode.INTERRUPTED : ExitCode.PASSED;
  }

  private MicroDocument document(
      MicroPlan plan, Instant startedAt, Environment environment, MicroRun.Outcome outcome) {
    MicroDesign design =
        new MicroDesign(
            plan.quick(),
            plan.forks(),
            plan.warmups(),
            plan.iterations(),
            plan.iterationNs() / NS_PER_MS,
            Version.getPlainVersion(),
            String.join(" ", MicroRun.FLAGS));
    return new MicroDocument(
        MicroDocument.SCHEMA,
        stampede.harness.Version.text(),
        shared.commandLine(),
        plan.seed(),
        environment,
        startedAt.toString(),
        Duration.between(startedAt, Instant.now()).toNanos() / 1e9,
        outcome.interrupted(),
        design,
        MicroFigures.of(
            outcome.results(),
            plan.benchmarks().stream()
                .collect(Collectors.toMap(BenchmarkEntry::name, BenchmarkEntry::measures))));
  }

  /** JMH's own document, as its viewers read it. */
  private static void writeJmh(RunFolder folder, Collection<RunResult> results) throws IOException {
    try (PrintStream out =
        new PrintStream(folder.path().resolve(JMH_FILE).toFile(), StandardCharsets.UTF_8)) {
      ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(results);
    }
  }
}
