package stampede.report.micro;

import java.util.List;
import java.util.Map;
import stampede.report.Fields;

/**
 * One benchmark with one combination of parameters.
 *
 * @param name group and way, such as {@code EmptyAccept.linux}
 * @param group what is measured; those of a group compare
 * @param measures what one operation is, in a sentence
 * @param params by name; empty where it has none
 * @param mode how JMH measured: {@code avgt}, the mean time of an operation
 * @param unit of the score: {@code ns/op}
 * @param score mean over all iterations that count; null when there are none
 * @param error half the width of the 99.9% confidence interval of the score, as JMH computes it
 *     from the iterations; null with fewer than three
 * @param percentiles of single operations by percent; empty unless the mode samples them
 * @param rawData the score of each iteration, by fork
 * @param ratioToJdk the score over that of the JDK's own way of doing the same; null where there is
 *     none
 * @param secondary what was counted beside the time, by name
 */
public record MicroBenchmark(
    String name,
    String group,
    String measures,
    Map<String, String> params,
    String mode,
    String unit,
    Double score,
    Double error,
    Map<String, Double> percentiles,
    List<List<Double>> rawData,
    Double ratioToJdk,
    Map<String, MicroCounter> secondary) {

  /** The way that the others of a group are compared with: as method, or as parameter. */
  public static final String JDK = "jdk";

  /**
   * @throws IllegalArgumentException when a required field is null
   */
  public MicroBenchmark {
    Fields.required(name, "name");
    Fields.required(group, "group");
    Fields.required(measures, "measures");
    Fields.required(mode, "mode");
    Fields.required(unit, "unit");
    params = Fields.map(params);
    params.forEach((param, value) -> Fields.required(value, "params." + param));
    score = Fields.finite(score);
    error = Fields.finite(error);
    percentiles = Fields.map(percentiles);
    rawData = Fields.list(rawData).stream().map(Fields::figures).toList();
    ratioToJdk = Fields.finite(ratioToJdk);
    secondary = Fields.map(secondary);
  }

  /** The way of doing it: what the name says after the group. */
  public String way() {
    return name.startsWith(group + ".") ? name.substring(group.length() + 1) : name;
  }

  /** What was counted under that name, for each operation; null when it was not. */
  public Double counted(String counter) {
    MicroCounter found = secondary.get(counter);
    return found == null ? null : found.score();
  }
}
