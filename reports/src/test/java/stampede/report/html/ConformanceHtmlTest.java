package stampede.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.report.conformance.ConformanceDocument;
import stampede.report.conformance.SampleConformance;

@Timeout(30)
class ConformanceHtmlTest {
  private static final String HOSTILE = "</style><script>alert('x')</script><img src=x>";

  @Test
  void theVerdictComesFirst() throws IOException {
    assertThat(all(page(SampleConformance.one()), "<section id=\"([^\"]+)\""))
        .containsExactly("verdict", "claims", "checks", "environment", "repeat");
    assertThat(page(SampleConformance.one()))
        .contains("FAIL: 7 checks of epoll,as=processes; 2 pass, 2 fail, 1 differ");
  }

  @Test
  void everyCheckIsThereWithItsEvidenceFoldedAway() throws IOException {
    String page = page(SampleConformance.one());
    SampleConformance.one()
        .checks()
        .forEach(
            check ->
                assertThat(page)
                    .contains("<summary>" + check.id())
                    .contains(check.requirement())
                    .contains(check.repeat()));
    assertThat(page).contains("handler 3 slept").contains("ER-known: fail (known)");
  }

  @Test
  void severalServersHaveAMatrix() throws IOException {
    String page = page(SampleConformance.several());
    assertThat(page)
        .contains("Every server by every check")
        .contains("title=\"PA-05-b: 3 of 4 &amp; &lt;none")
        .contains("x could not be started: port taken")
        .contains("io_uring is disabled");
    assertThat(page(SampleConformance.one())).doesNotContain("Every server by every check");
  }

  @Test
  void whatAgentsCheckedNamesThem() throws IOException {
    String page = page(SampleConformance.byAgents());
    assertThat(page)
        .contains("Checks of epoll,as=threads,handlers=4 on east")
        .contains("reuseport-idle,as=processes,handlers=4 on west")
        .contains("The agents that checked");
    assertThat(page(SampleConformance.several())).doesNotContain("The agents that checked");
  }

  @Test
  void hostileStringsAppearAsText() throws IOException {
    String page = page(SampleConformance.full(HOSTILE));
    assertThat(page).doesNotContain("<script").doesNotContain("<img");
    assertThat(all(page, "(</style>)")).hasSize(1);
    assertThat(page(SampleConformance.full("a\u0000\u001b"))).doesNotContain("\u0000", "\u001b");
  }

  @Test
  void itNeedsNothingElseAndEveryLinkLeadsSomewhere() throws IOException {
    for (ConformanceDocument document :
        List.of(
            SampleConformance.one(),
            SampleConformance.several(),
            SampleConformance.byAgents(),
            SampleConformance.nothing())) {
      String page = page(document);
      assertThat(page).doesNotContain("<script").doesNotContain("<link").doesNotContain("://");
      List<String> ids = all(page, " id=\"([^\"]+)\"");
      assertThat(ids).doesNotHaveDuplicates().containsAll(all(page, " href=\"#([^\"]+)\""));
      assertThat(page).doesNotContain(">null<");
    }
  }

  @Test
  void aRunWithoutChecksSaysSo() throws IOException {
    assertThat(page(SampleConformance.nothing())).contains("0 of 6 checks were run");
  }

  private static String page(ConformanceDocument document) throws IOException {
    StringBuilder out = new StringBuilder();
    new ConformanceHtml().render(document, out);
    return OwnScript.cut(out.toString());
  }

  private static List<String> all(String page, String pattern) {
    return Pattern.compile(pattern).matcher(page).results().map(m -> m.group(1)).toList();
  }
}
