package stampede.report.browser;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A page as it is laid out, taken without any script in it. */
final class Snapshot {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final int FILL = 0;

  private final JsonNode document;
  private final JsonNode strings;
  private final Map<Integer, Integer> layouts = new HashMap<>();

  private Snapshot(JsonNode snapshot) {
    this.document = snapshot.path("documents").path(0);
    this.strings = snapshot.path("strings");
    JsonNode nodes = document.at("/layout/nodeIndex");
    for (int i = 0; i < nodes.size(); i++) {
      layouts.putIfAbsent(nodes.get(i).intValue(), i);
    }
  }

  static Snapshot of(Browser browser) {
    Map<String, Object> snapshot =
        browser.command(
            "DOMSnapshot.captureSnapshot", Map.of("computedStyles", List.of("fill", "font-size")));
    return new Snapshot(JSON.valueToTree(snapshot));
  }

  /** How many elements of that name there are. */
  int count(String element) {
    return nodes(element).size();
  }

  /** Elements of those names that have no place in the page. */
  List<String> hidden(List<String> elements) {
    List<String> hidden = new ArrayList<>();
    for (String element : elements) {
      for (int node : nodes(element)) {
        Integer layout = layouts.get(node);
        JsonNode bounds = document.at("/layout/bounds").path(layout == null ? -1 : layout);
        if (bounds.path(2).doubleValue(0) < 10 || bounds.path(3).doubleValue(0) < 5) {
          hidden.add(element + " " + node + " " + bounds);
        }
      }
    }
    return hidden;
  }

  /** Texts of pictures in no ink, or in that of the paper. */
  List<String> invisibleTexts() {
    List<String> invisible = new ArrayList<>();
    for (int node : nodes("text")) {
      Integer layout = layouts.get(node);
      int fill =
          layout == null ? -1 : document.at("/layout/styles").get(layout).path(FILL).intValue(-1);
      String ink = strings.path(fill).stringValue("");
      if (!ink.equals("rgb(27, 31, 36)")) {
        invisible.add("text " + node + ": " + ink);
      }
    }
    return invisible;
  }

  private List<Integer> nodes(String element) {
    JsonNode names = document.at("/nodes/nodeName");
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String name = strings.path(names.get(i).intValue()).stringValue("");
      if (name.toLowerCase(Locale.ROOT).equals(element)) {
        found.add(i);
      }
    }
    return found;
  }
}
