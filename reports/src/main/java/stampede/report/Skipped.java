package stampede.report;

/**
 * A server that a product of strategies and populations would have had, and that was left out.
 *
 * @param server as it would be typed
 * @param reason why, in a sentence
 */
public record Skipped(String server, String reason) {

  /**
   * @throws IllegalArgumentException when the server or the reason is null
   */
  public Skipped {
    Fields.required(server, "server");
    Fields.required(reason, "reason");
  }
}
