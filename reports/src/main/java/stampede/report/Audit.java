package stampede.report;

import java.util.Comparator;
import java.util.List;

/**
 * The join of the client's history and the handlers' ledger. Every count should be 0.
 *
 * @param verdict {@code pass}, {@code fail}, {@code inconclusive} or {@code unsupported}
 * @param duplicated requests serviced more than once
 * @param lost requests answered, yet never serviced according to the ledger
 * @param phantom requests serviced that nobody sent
 * @param failedButServed requests refused to the client, yet serviced
 * @param answeredWrongly answers with another id, a corrupt body, or that came twice
 * @param unfinished requests whose service was begun and not completed
 * @param examples a few of the requests that went wrong
 * @param explanation the verdict in a sentence; null when it needs none
 */
public record Audit(
    String verdict,
    long duplicated,
    long lost,
    long phantom,
    long failedButServed,
    long answeredWrongly,
    long unfinished,
    List<AuditExample> examples,
    String explanation) {
  private static final List<String> VERDICTS_WORST_FIRST =
      List.of("fail", "inconclusive", "unsupported", "pass");

  /** The worse an audit came out, the further in front; those of one verdict are alike. */
  public static final Comparator<Audit> WORST_FIRST =
      Comparator.comparingInt(audit -> VERDICTS_WORST_FIRST.indexOf(audit.verdict));

  /**
   * @throws IllegalArgumentException when the verdict is null
   */
  public Audit {
    Fields.required(verdict, "verdict");
    examples = Fields.list(examples);
  }

  /** Whether anything was done twice, for nobody, not at all or not as it was said. */
  public boolean isWrong() {
    return duplicated + lost + phantom + failedButServed + answeredWrongly > 0;
  }
}
