package stampede.load;

import java.util.BitSet;

/**
 * Which statuses complete a request. Written {@code 200}, {@code 2xx} or {@code 200,204,3xx}.
 * Immutable; {@link #accepts} allocates nothing.
 */
public final class ExpectedStatus {
  /** What is expected when nothing else is said. */
  public static final ExpectedStatus OK = parse("200");

  private static final int LEAST = 200;
  private static final int MOST = 599;

  private final String text;
  private final BitSet codes = new BitSet(MOST + 1);

  private ExpectedStatus(String text) {
    this.text = text;
  }

  /**
   * Reads statuses as people write them.
   *
   * @throws IllegalArgumentException with a message for people
   */
  public static ExpectedStatus parse(String text) {
    ExpectedStatus expected = new ExpectedStatus(text);
    for (String part : text.split(",", -1)) {
      if (part.matches("[2-5]xx")) {
        int first = (part.charAt(0) - '0') * 100;
        expected.codes.set(first, first + 100);
      } else if (part.matches("\\d{3}") && isFinal(Integer.parseInt(part))) {
        expected.codes.set(Integer.parseInt(part));
      } else {
        throw new IllegalArgumentException(
            "'"
                + text
                + "' are no statuses: write some between "
                + LEAST
                + " and "
                + MOST
                + ", such as 200, 2xx or 200,204");
      }
    }
    return expected;
  }

  private static boolean isFinal(int status) {
    return status >= LEAST && status <= MOST;
  }

  /** Whether a status completes a request. */
  boolean accepts(int status) {
    return codes.get(status);
  }

  @Override
  public String toString() {
    return text;
  }
}
