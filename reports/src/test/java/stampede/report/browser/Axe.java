package stampede.report.browser;

import java.util.ArrayList;
import java.util.List;

/** The accessibility checks of axe-core, run in the page. */
final class Axe {
  private static final String RUN =
      """
      const [only, done] = arguments;
      axe.run({runOnly: only, resultTypes: ["violations"]})
        .then(result => done(result.violations.flatMap(each => each.nodes.slice(0, 3).map(node =>
            `${each.id}: ${node.html.slice(0, 160)} (${node.failureSummary})`))))
        .catch(error => done([String(error)]));
      """;

  private static final String AXE = Scripts.axe();

  private Axe() {}

  /** What is wrong, each with the element; none where nothing is. */
  static List<String> violations(Browser browser) {
    return violations(browser, List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"));
  }

  /** The same of those rules alone that depend on colours and on the width of the window. */
  static List<String> violationsOfLooks(Browser browser) {
    return violations(browser, List.of("color-contrast", "target-size"));
  }

  private static List<String> violations(Browser browser, List<String> rules) {
    browser.run(AXE);
    List<String> found = new ArrayList<>();
    if (browser.driver().executeAsyncScript(RUN, rules) instanceof List<?> list) {
      list.forEach(each -> found.add(String.valueOf(each)));
    }
    return found;
  }
}
