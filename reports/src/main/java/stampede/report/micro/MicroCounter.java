package stampede.report.micro;

import java.util.List;
import stampede.report.Fields;

/**
 * Something counted while a benchmark ran.
 *
 * @param unit {@code /op} for a count and {@code ns/op} for a time of each operation; {@code #} for
 *     a total
 * @param score over all iterations that count; null when there was no operation
 * @param rawData the same for each iteration, by fork
 */
public record MicroCounter(String unit, Double score, List<List<Double>> rawData) {

  /**
   * @throws IllegalArgumentException when a required field is null
   */
  public MicroCounter {
    Fields.required(unit, "unit");
    score = Fields.finite(score);
    rawData = Fields.list(rawData).stream().map(Fields::figures).toList();
  }
}
