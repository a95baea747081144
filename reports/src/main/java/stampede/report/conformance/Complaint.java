package stampede.report.conformance;

import stampede.report.Fields;

/**
 * Why the run as a whole is not what it should be, beside the verdicts of its checks.
 *
 * @param verdict {@code fail}, {@code unavailable} (a server could not be started) or {@code
 *     inconclusive}
 * @param text what is the matter, in a sentence
 */
public record Complaint(String verdict, String text) {

  /**
   * @throws IllegalArgumentException when one of them is null
   */
  public Complaint {
    Fields.required(verdict, "verdict");
    Fields.required(text, "text");
  }
}
