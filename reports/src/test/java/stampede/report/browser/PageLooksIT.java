package stampede.report.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pages of every kind, as a browser shows them: wide and narrow, light and dark, and on paper. */
@ExtendWith(OneBrowser.class)
@Timeout(120)
class PageLooksIT {
  private static final String LAYOUT = Scripts.ours("layout.js");

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "TWO_HUNDRED_CELLS")
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

  /** Large pages have nothing that small ones have not, and would take minutes. */
  @ParameterizedTest
  @EnumSource(
      mode = EnumSource.Mode.EXCLUDE,
      names = {"SIXTY_CELLS", "TWO_HUNDRED_CELLS"})
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
