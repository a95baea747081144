package stampede.report.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Pages of every kind, as a browser shows them: wide and narrow, light and dark, and on paper. */
@ExtendWith(OneBrowser.class)
@Timeout(120)
class PageLooksIT {
  private static final String LAYOUT = Scripts.ours("layout.js");

  static List<PageKind> looked() {
    return drawn(EnumSet.complementOf(EnumSet.of(PageKind.TWO_HUNDRED_CELLS)));
  }

  /** Large pages have nothing that small ones have not, and would take minutes. */
  static List<PageKind> read() {
    return drawn(
        EnumSet.complementOf(EnumSet.of(PageKind.SIXTY_CELLS, PageKind.TWO_HUNDRED_CELLS)));
  }

  /** Half of them, others each time; all with {@code -Dstampede.thorough=true}. */
  private static List<PageKind> drawn(EnumSet<PageKind> kinds) {
    List<PageKind> drawn = new ArrayList<>(kinds);
    Collections.shuffle(drawn);
    return Boolean.getBoolean("stampede.thorough") ? drawn : drawn.subList(0, drawn.size() / 2);
  }

  @ParameterizedTest
  @MethodSource("looked")
  void aPageIsWholeAndAsksForNothingElse(PageKind kind, Browser browser) {
    String page = kind.file().toUri().toString();
    browser.media("screen", "light");
    browser.width(1280);
    browser.open(page);
    settled(browser);
    assertThat(browser.texts(LAYOUT)).as("wide").isEmpty();
    browser.media("screen", "dark");
    browser.width(390);
    settled(browser);
    assertThat(browser.texts(LAYOUT)).as("narrow").isEmpty();
    assertThat(browser.complaints()).isEmpty();
    assertThat(browser.requests()).isNotEmpty().allMatch(address -> address.equals(page));
  }

  @ParameterizedTest
  @MethodSource("read")
  void aPageCanBeReadByEverybody(PageKind kind, Browser browser) {
    browser.media("screen", "light");
    browser.width(1280);
    browser.open(kind.file().toUri().toString());
    settled(browser);
    assertThat(Axe.violations(browser)).as("wide, light").isEmpty();
    browser.media("screen", "dark");
    browser.width(390);
    settled(browser);
    assertThat(Axe.violationsOfLooks(browser)).as("narrow, dark").isEmpty();
  }

  @EnabledIfSystemProperty(
      named = "stampede.thorough",
      matches = "true",
      disabledReason = "takes long: run it with -Dstampede.thorough=true")
  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TWO_HUNDRED_CELLS")
  void whatIsFoldedAwayIsWholeToo(PageKind kind, Browser browser) {
    browser.media("screen", "dark");
    browser.width(1280);
    browser.open(kind.file().toUri().toString());
    browser.run("document.querySelectorAll('details').forEach(each => each.open = true)");
    settled(browser);
    assertThat(browser.texts(LAYOUT)).as("wide").isEmpty();
    browser.width(390);
    settled(browser);
    assertThat(browser.texts(LAYOUT)).as("narrow").isEmpty();
  }

  /** The page follows the size of its window one frame later. */
  private static void settled(Browser browser) {
    browser.driver().manage().timeouts().scriptTimeout(Duration.ofSeconds(60));
    browser
        .driver()
        .executeAsyncScript(
            "const done = arguments[0]; requestAnimationFrame(() => requestAnimationFrame(done));");
    Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> "complete".equals(browser.run("return document.readyState")));
  }
}
