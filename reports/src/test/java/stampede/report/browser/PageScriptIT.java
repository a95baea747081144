package stampede.report.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What the page's script adds. */
@ExtendWith(OneBrowser.class)
@Timeout(60)
class PageScriptIT {
  private static final String CELLS = "#verdicts table:has(th[id])";

  @BeforeEach
  void onAScreen(Browser browser) {
    browser.media("screen", "light");
    browser.width(1280);
  }

  private static void open(Browser browser, PageKind kind, String anchor) {
    browser.open("about:blank");
    browser.open(kind.file().toUri() + anchor);
  }

  @Test
  void aTableIsSortedByNumbersUpThenDownThenAsItWas(Browser browser) {
    open(browser, PageKind.SIXTY_CELLS, "");
    String column =
        "const table = document.querySelector('#latency table');const column ="
            + " [...table.tHead.rows[0].cells].findIndex(h =>"
            + " h.textContent.startsWith('p99'));const head = table.tHead.rows[0].cells[column];";
    String values =
        column + "return [...table.tBodies[0].rows].map(r => r.cells[column].textContent)";
    List<String> before = browser.texts(values);
    String click = column + "head.querySelector('button').click(); return head.ariaSort;";
    assertThat(browser.run(click)).isEqualTo("ascending");
    assertThat(numbers(browser.texts(values))).isSorted().hasSizeGreaterThan(5);
    assertThat(browser.run(click)).isEqualTo("descending");
    assertThat(numbers(browser.texts(values)).reversed()).isSorted();
    assertThat(browser.run(click)).isNull();
    assertThat(browser.texts(values)).isEqualTo(before);
  }

  private static List<Double> numbers(List<String> texts) {
    return texts.stream().map(PageScriptIT::microseconds).toList();
  }

  private static double microseconds(String duration) {
    String[] parts = duration.replace(",", "").split(" ", 2);
    double scale = parts[1].equals("s") ? 1e6 : parts[1].equals("ms") ? 1e3 : 1;
    return Double.parseDouble(parts[0]) * scale;
  }

  @Test
  void wordsAreSortedAsWordsWithTheNumbersInThem(Browser browser) {
    open(browser, PageKind.CONFORMANCE, "");
    String first =
        "const table = document.querySelector('#checks table');"
            + "const button = table.tHead.querySelector('button'); button.click();"
            + "return [...table.tBodies[0].rows].map(r => r.cells[0].firstChild.textContent)";
    assertThat(browser.texts(first)).isSorted().hasSizeGreaterThan(5);
  }

  @Test
  void aTableCanBeHadAsCsv(@TempDir Path folder, Browser browser) throws IOException {
    open(browser, PageKind.DEFAULT_BENCH, "");
    browser.downloadTo(folder);
    browser.run("document.querySelector('#latency p.tool a').click()");
    Path file =
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> csv(folder), f -> f != null);
    List<String> lines = Files.readAllLines(file);
    assertThat(lines).hasSize(7);
    assertThat(lines.getFirst()).contains("server,CPUs,").contains("p99 (µs)");
    assertThat(lines.get(1)).matches("\"?blocking.*,1,yes,.*\\d{3,}.*");
  }

  private static Path csv(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(each -> each.toString().endsWith(".csv")).findAny().orElse(null);
    }
  }

  @Test
  void aMarkSaysItsValueToTheKeyboard(Browser browser) {
    open(browser, PageKind.DEFAULT_BENCH, "");
    String step =
        "const svg = document.querySelector('#throughput svg');const at ="
            + " svg.contains(document.activeElement) ? document.activeElement :"
            + " svg.querySelector('[tabindex=\"0\"]');at.focus();at.dispatchEvent(new"
            + " KeyboardEvent('keydown', {key: 'ArrowDown', bubbles: true}));const tip ="
            + " document.querySelector('.tip'); return tip.hidden ? '' : tip.textContent";
    assertThat((String) browser.run(step)).contains("blocking", "2 CPUs: ");
    assertThat((String) browser.run(step)).contains("blocking", "processes", "1 CPU: ");
    String last =
        (String)
            browser.run(
                "document.activeElement.blur();"
                    + "return String(document.querySelector('.tip').hidden)");
    assertThat(last).isEqualTo("true");
    assertThat(
            browser.run(
                "return document.querySelectorAll('#throughput svg [tabindex=\"0\"]').length"))
        .isEqualTo(1L);
  }

  @Test
  void linesAreHiddenAndShown(Browser browser) {
    open(browser, PageKind.POPULATIONS, "");
    String press =
        "const figure = document.querySelector('#population figure');const button ="
            + " figure.querySelector('.series button'); button.click();const line ="
            + " figure.querySelector(`[data-series=\"${button.lastChild.textContent}\"]`);return"
            + " [button.lastChild.textContent, button.ariaPressed, line.getAttribute('display')]";
    assertThat(browser.texts(press)).containsExactly("available", "false", "none");
    assertThat(browser.texts(press)).containsExactly("available", "true", "null");
  }

  @Test
  void everySectionFigureAndCellHasALinkToItself(Browser browser) {
    open(browser, PageKind.DEFAULT_BENCH, "");
    assertThat(
            browser.texts(
                "return [...document.querySelectorAll('main > section, figure, h3, tbody th[id]')]"
                    + ".filter(place => !place.querySelector(`a.self[href=\"#${place.id}\"]`))"
                    + ".map(place => place.outerHTML.slice(0, 80))"))
        .isEmpty();
    assertThat(
            browser.texts(
                "return [...document.querySelectorAll('" + CELLS + " a.self')].map(a => a.hash)"))
        .hasSize(6)
        .allMatch(hash -> hash.startsWith("#cell-"));
  }

  @Test
  void whatIsFoldedOpensWhereALinkLeadsIntoIt(Browser browser) {
    open(browser, PageKind.POPULATIONS, "#over-time-chart-2");
    assertThat(
            browser.run(
                "return document.getElementById('over-time-chart-2').closest('details').open"))
        .isEqualTo(true);
  }

  @Test
  void onPaperThereAreNoControlsAndNothingIsFolded(Browser browser) {
    open(browser, PageKind.POPULATIONS, "");
    browser.media("print", "light");
    browser.run("dispatchEvent(new Event('beforeprint'))");
    assertThat(browser.run("return document.querySelectorAll('details:not([open])').length"))
        .isEqualTo(0L);
    assertThat(
            browser.texts(
                "return [...document.querySelectorAll('.tool')]"
                    + ".filter(each => each.checkVisibility()).map(each => each.outerHTML)"))
        .isEmpty();
    assertThat(browser.run("return getComputedStyle(document.body).color"))
        .isEqualTo("rgb(0, 0, 0)");
    browser.run("dispatchEvent(new Event('afterprint'))");
    assertThat(browser.run("return document.querySelectorAll('details[open]').length"))
        .isEqualTo(0L);
  }
}
