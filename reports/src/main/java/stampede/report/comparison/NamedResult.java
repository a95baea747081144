package stampede.report.comparison;

import java.util.List;
import java.util.stream.IntStream;
import stampede.report.ResultDocument;

/**
 * A result, and what it is called beside others.
 *
 * @param letter A for the first, with which the others are compared
 * @param source where it came from
 * @param document the result
 */
public record NamedResult<D extends ResultDocument>(String letter, String source, D document) {
  /** No more results stand side by side. */
  public static final int MOST = 26;

  /**
   * Names for results in this order.
   *
   * @param sources as many as documents, at most {@link #MOST}
   */
  public static <D extends ResultDocument> List<NamedResult<D>> of(
      List<String> sources, List<D> documents) {
    return IntStream.range(0, documents.size())
        .mapToObj(
            i ->
                new NamedResult<>(
                    String.valueOf((char) ('A' + i)), sources.get(i), documents.get(i)))
        .toList();
  }
}
