package stampede.harness.conformance;

import java.util.Locale;

/** What a check says in the end, the worst first. */
public enum Verdict {
  /** The requirement was not met, and the server does not declare that; or a declaration was. */
  FAIL,
  /** The harness could not establish it. */
  INCONCLUSIVE,
  /** The server declares that it does otherwise, and is seen to. */
  DIFFERS,
  /** The server offers no way to provoke or observe it. */
  UNSUPPORTED,
  /** The requirement was met. */
  PASS;

  /**
   * The one of that text.
   *
   * @throws IllegalArgumentException when there is none
   */
  static Verdict of(String text) {
    for (Verdict each : values()) {
      if (each.text().equals(text)) {
        return each;
      }
    }
    throw new IllegalArgumentException("there is no verdict '" + text + "'");
  }

  /** As it stands in results. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
