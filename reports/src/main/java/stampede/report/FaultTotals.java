package stampede.report;

/**
 * What one fault cost in all rounds of a cell.
 *
 * @param asked the fault as typed, such as {@code kill:2@300ms}
 * @param handlers handlers struck in all rounds
 * @param lost requests that got no answer, in all rounds; null when nothing was recorded
 * @param stranded requests that waited for a handler that was away, in all rounds; null when
 *     nothing was recorded
 * @param longestStrandedUs the longest wait of any of them; null for none
 * @param replacedAfterMs median over the rounds in which the killed were replaced; null for none
 */
public record FaultTotals(
    String asked,
    long handlers,
    Long lost,
    Long stranded,
    Double longestStrandedUs,
    Double replacedAfterMs) {

  /**
   * @throws IllegalArgumentException when the fault is null
   */
  public FaultTotals {
    Fields.required(asked, "asked");
  }
}
