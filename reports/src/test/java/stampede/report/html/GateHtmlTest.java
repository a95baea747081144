package stampede.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.report.gate.GateDocument;
import stampede.report.gate.SampleGate;

@Timeout(30)
class GateHtmlTest {
  private static final String HOSTILE = "</style><script>alert('x')</script><img src=x>";

  @Test
  void theVerdictComesFirst() throws IOException {
    String page = page(SampleGate.failed());
    assertThat(all(page, "<section id=\"([^\"]+)\""))
        .containsExactly("verdict", "figures", "rounds", "design", "environment", "repeat");
    assertThat(page)
        .contains("FAIL: The candidate answers about 16 % fewer requests per second")
        .contains("epoll-exclusive,work-extra=100us against epoll-exclusive")
        .contains("+16.5 % (+12.1 to +19.0)")
        .contains("the hypervisor took 12 % of the processor");
  }

  @Test
  void everyMetricHasItsChart() throws IOException {
    assertThat(all(page(SampleGate.failed()), "<figure id=\"([^\"]+)\""))
        .containsExactly("change-1", "change-2", "change-3");
  }

  @Test
  void violationsComeWithTheirRepetition() throws IOException {
    assertThat(page(SampleGate.violated()))
        .contains("conformance of the candidate, PA-05-a: 3 of 4 &amp; &lt;none&gt; else")
        .contains("stampede conform x --check PA-05-a --seed 42");
  }

  @Test
  void aCalibrationIsOfOneServer() throws IOException {
    assertThat(page(SampleGate.calibrated()))
        .contains("epoll-exclusive against itself")
        .contains("A and A again");
  }

  @Test
  void hostileStringsAppearAsText() throws IOException {
    String page = page(SampleGate.full(HOSTILE));
    assertThat(page).doesNotContain("<script").doesNotContain("<img");
    assertThat(all(page, "(</style>)")).hasSize(1);
    assertThat(page(SampleGate.full("a\u0000\u001b"))).doesNotContain("\u0000", "\u001b");
  }

  @Test
  void itNeedsNothingElseAndEveryLinkLeadsSomewhere() throws IOException {
    for (GateDocument document : SampleGate.all()) {
      String page = page(document);
      assertThat(page.replace("http://www.w3.org/2000/svg", ""))
          .doesNotContain("<script")
          .doesNotContain("<link")
          .doesNotContain("://");
      List<String> ids = all(page, " id=\"([^\"]+)\"");
      assertThat(ids).doesNotHaveDuplicates().containsAll(all(page, " href=\"#([^\"]+)\""));
      assertThat(page).doesNotContain(">null<").doesNotContain("null ");
    }
  }

  private static String page(GateDocument document) throws IOException {
    StringBuilder out = new StringBuilder();
    new GateHtml().render(document, out);
    return OwnScript.cut(out.toString());
  }

  private static List<String> all(String page, String pattern) {
    return Pattern.compile(pattern).matcher(page).results().map(m -> m.group(1)).toList();
  }
}
