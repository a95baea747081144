package stampede.report;

import java.util.List;

/**
 * A fault that was made in a round, and what it cost.
 *
 * @param kind {@code kill} or {@code stop}
 * @param asked the fault as typed, such as {@code stop@300ms+500ms}
 * @param atMs when it was made, in milliseconds from the beginning of the measured window
 * @param lengthMs how long the handlers were away; null when they were not back before the window
 *     ended
 * @param handlers the slots of the handlers struck; empty when there was nobody to strike
 * @param pids their processes
 * @param requestInService ids of the requests they had in service, in hexadecimal
 * @param lost requests under way while the handlers were away that got no answer; null when nothing
 *     was recorded
 * @param stranded requests that waited for a handler that was away while others took later ones or
 *     had nothing to do; null when nothing was recorded
 * @param longestStrandedUs how long the longest of them waited before it was accepted; null for
 *     none
 * @param replacedAfterMs how long a killed handler was missing; null for a stop, and when it was
 *     not replaced before the window ended
 */
public record Fault(
    String kind,
    String asked,
    double atMs,
    Double lengthMs,
    List<Integer> handlers,
    List<Integer> pids,
    List<String> requestInService,
    Long lost,
    Long stranded,
    Double longestStrandedUs,
    Double replacedAfterMs) {

  /**
   * @throws IllegalArgumentException when the kind is null
   */
  public Fault {
    Fields.required(kind, "kind");
    Fields.required(asked, "asked");
    handlers = Fields.list(handlers);
    pids = Fields.list(pids);
    requestInService = Fields.list(requestInService);
  }
}
