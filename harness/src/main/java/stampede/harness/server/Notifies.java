package stampede.harness.server;

import java.util.HashMap;
import java.util.Map;

/**
 * What a server that wakes one handler for each request thereby does otherwise than checks want.
 */
final class Notifies {
  private static final Declaration ONE = Declaration.always("one request wakes one handler");
  private static final Declaration NO_LOSERS =
      Declaration.mayBe("one request wakes one handler, so none finds that another has taken it");

  private Notifies() {}

  /** The declarations of one who says {@code one}, or {@code all}, or nothing that is known. */
  static Map<String, Declaration> declarations(String notifies) {
    Map<String, Declaration> declared = new HashMap<>();
    if (notifies.equals("one")) {
      declared.put("PA-05-notify-plurality", ONE);
      declared.put("PA-12-notify-all-available", ONE);
      declared.put("PA-12-notify-in-parallel", ONE);
      declared.put("PA-13-losers-process-errors", NO_LOSERS);
      declared.put("PA-01-losers-serve-later", NO_LOSERS);
    }
    return declared;
  }
}
