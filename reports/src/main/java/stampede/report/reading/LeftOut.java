package stampede.report.reading;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import stampede.report.RunDocument;
import stampede.report.Skipped;

/**
 * Servers that a product left out for one reason.
 *
 * @param reason why
 * @param servers as they would be typed
 */
public record LeftOut(String reason, List<String> servers) {
  /** All that was left out, each reason once. */
  public static List<LeftOut> of(RunDocument document) {
    Map<String, List<String>> reasons = new LinkedHashMap<>();
    for (Skipped skipped : document.skipped()) {
      reasons.computeIfAbsent(skipped.reason(), reason -> new ArrayList<>()).add(skipped.server());
    }
    List<LeftOut> all = new ArrayList<>();
    reasons.forEach((reason, servers) -> all.add(new LeftOut(reason, List.copyOf(servers))));
    return all;
  }
}
