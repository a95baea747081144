package stampede.report;

/**
 * What ended a run before its time, when it was not the user.
 *
 * @param cell the cell that was being measured
 * @param message what happened, in a sentence
 */
public record Failure(String cell, String message) {

  /**
   * @throws IllegalArgumentException when the cell or the message is null
   */
  public Failure {
    Fields.required(cell, "cell");
    Fields.required(message, "message");
  }
}
