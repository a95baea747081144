package stampede.harness.micro;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import stampede.report.micro.MicroBenchmark;
import stampede.report.micro.MicroCounter;

/** What JMH found, as the document has it. */
public final class MicroFigures {
  /** By which the other counters of an iteration are divided. */
  private static final String OPERATIONS = "handOvers";

  private static final String NS_SUFFIX = "Ns";

  private MicroFigures() {}

  /** All of it; {@code sentences} say by name what is measured. */
  public static List<MicroBenchmark> of(
      Collection<RunResult> results, Map<String, String> sentences) {
    List<MicroBenchmark> all =
        results.stream().map(result -> benchmark(result, sentences)).toList();
    return all.stream().map(one -> Ratios.withRatio(one, all)).toList();
  }

  private static MicroBenchmark benchmark(RunResult result, Map<String, String> sentences) {
    BenchmarkParams params = result.getParams();
    String name = Benchmarks.shortName(params.getBenchmark());
    Result<?> primary = result.getPrimaryResult();
    Map<String, String> values = new LinkedHashMap<>();
    params.getParamsKeys().forEach(key -> values.put(key, params.getParam(key)));
    return new MicroBenchmark(
        name,
        name.substring(0, name.indexOf('.')),
        sentences.getOrDefault(name, ""),
        values,
        params.getMode().shortLabel(),
        primary.getScoreUnit(),
        primary.getScore(),
        primary.getScoreError(),
        Map.of(),
        raw(result, iteration -> iteration.getPrimaryResult().getScore()),
        null,
        counters(result));
  }

  private static List<List<Double>> raw(
      RunResult result, Function<IterationResult, Double> figure) {
    return result.getBenchmarkResults().stream().map(fork -> raw(fork, figure)).toList();
  }

  private static List<Double> raw(BenchmarkResult fork, Function<IterationResult, Double> figure) {
    return fork.getIterationResults().stream()
        .map(figure)
        .collect(Collectors.toCollection(ArrayList::new));
  }

  private static Map<String, MicroCounter> counters(RunResult result) {
    Map<String, MicroCounter> counters = new TreeMap<>();
    for (String counter : result.getSecondaryResults().keySet()) {
      boolean total = counter.equals(OPERATIONS);
      String unit = total ? "#" : counter.endsWith(NS_SUFFIX) ? "ns/op" : "/op";
      double sum = sum(result, counter);
      counters.put(
          counter,
          new MicroCounter(
              unit,
              total ? sum : perOperation(sum, sum(result, OPERATIONS)),
              raw(
                  result,
                  iteration ->
                      total
                          ? (Double) counted(iteration, counter)
                          : perOperation(
                              counted(iteration, counter), counted(iteration, OPERATIONS)))));
    }
    return counters;
  }

  private static Double perOperation(double count, double operations) {
    return operations == 0 ? null : (Double) (count / operations);
  }

  private static double sum(RunResult result, String counter) {
    return result.getBenchmarkResults().stream()
        .flatMap(fork -> fork.getIterationResults().stream())
        .mapToDouble(iteration -> counted(iteration, counter))
        .sum();
  }

  private static double counted(IterationResult iteration, String counter) {
    Result<?> found = iteration.getSecondaryResults().get(counter);
    return found == null ? 0 : found.getScore();
  }
}
