package stampede.harness.micro;

import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.Locale;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.format.OutputFormat;

/**
 * A line for each benchmark that begins and ends, in place of what JMH would print; what JMH says
 * otherwise is kept, the last of it, for when something fails. Any thread.
 */
final class MicroProgress implements OutputFormat {
  private static final int KEPT_LINES = 30;

  private final PrintStream err;
  private final boolean quiet;
  private final int total;
  private final Deque<String> said = new ArrayDeque<>();
  private int begun;

  MicroProgress(PrintStream err, boolean quiet, MicroPlan plan) {
    this.err = err;
    this.quiet = quiet;
    this.total = plan.combinations();
  }

  /** The last lines JMH or a benchmark said. */
  synchronized String lastWords() {
    return String.join("\n", said);
  }

  @Override
  public void startRun() {}

  @Override
  public void endRun(Collection<RunResult> results) {}

  @Override
  public synchronized void startBenchmark(BenchmarkParams params) {
    begun++;
    said.clear();
  }

  @Override
  public synchronized void endBenchmark(BenchmarkResult result) {
    if (!quiet && result != null) {
      BenchmarkParams params = result.getParams();
      String values =
          params.getParamsKeys().stream()
              .map(key -> " " + key + "=" + params.getParam(key))
              .collect(Collectors.joining());
      err.printf(
          Locale.ROOT,
          "%d/%d %s%s: %.1f %s%n",
          begun,
          total,
          Benchmarks.shortName(params.getBenchmark()),
          values,
          result.getPrimaryResult().getScore(),
          result.getPrimaryResult().getScoreUnit());
    }
  }

  @Override
  public void iteration(BenchmarkParams benchmark, IterationParams params, int number) {}

  @Override
  public void iterationResult(
      BenchmarkParams benchmark, IterationParams params, int number, IterationResult result) {}

  @Override
  public void print(String text) {
    println(text);
  }

  @Override
  public synchronized void println(String text) {
    if (!text.isBlank()) {
      said.addLast(text);
    }
    if (said.size() > KEPT_LINES) {
      said.removeFirst();
    }
  }

  @Override
  public void verbosePrintln(String text) {}

  @Override
  public void write(int character) {}

  @Override
  public void write(byte[] bytes) {}

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
