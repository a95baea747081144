package stampede.harness.server;

/**
 * A server says of itself that it does otherwise than a check requires. Conformance holds it to
 * that: seen to do otherwise it differs, and does not fail.
 *
 * @param sentence what it does instead
 * @param always whether it never does as required, so that being seen to do so contradicts the
 *     declaration; if not, it only may do otherwise
 */
public record Declaration(String sentence, boolean always) {
  /** It never does as required. */
  public static Declaration always(String sentence) {
    return new Declaration(sentence, true);
  }

  /** It may do otherwise than required. */
  public static Declaration mayBe(String sentence) {
    return new Declaration(sentence, false);
  }
}
