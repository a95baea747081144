package stampede.report.gate;

import stampede.report.Fields;

/**
 * Something that fails a gate outright.
 *
 * @param kind {@code audit}, {@code conformance}, {@code unanswered} when too many requests got no
 *     answer, or {@code died} when the server ended in the middle of a flood
 * @param arm {@code baseline} or {@code candidate}
 * @param what the slice and round, or the id of the check
 * @param detail what was seen, in a sentence
 * @param repeat the command that repeats just this; null when there is none
 */
public record GateViolation(String kind, String arm, String what, String detail, String repeat) {

  /**
   * @throws IllegalArgumentException when a required field is null
   */
  public GateViolation {
    Fields.required(kind, "kind");
    Fields.required(arm, "arm");
    Fields.required(what, "what");
    Fields.required(detail, "detail");
  }
}
