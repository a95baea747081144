package stampede.report.micro;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.report.Renderer;
import stampede.report.html.MicroHtml;
import stampede.report.html.OwnScript;
import stampede.report.text.MicroText;

@Timeout(30)
class MicroRenderingTest {
  private static final String HOSTILE = "</style><script>alert('x')</script><img src=x>";

  private static String render(Renderer<MicroDocument> renderer, MicroDocument document)
      throws IOException {
    StringBuilder out = new StringBuilder();
    renderer.render(document, out);
    return out.toString();
  }

  private static String page(MicroDocument document) throws IOException {
    return OwnScript.cut(render(new MicroHtml(), document));
  }

  private static List<String> all(String page, String pattern) {
    return Pattern.compile(pattern).matcher(page).results().map(m -> m.group(1)).toList();
  }

  @Test
  void theTableGoesGroupByGroupWithTheRatioToTheJdk() throws IOException {
    assertThat(render(new MicroText(), SampleMicro.whole()))
        .startsWith("52 benchmarks, each in 2 processes of 5 iterations of 500 ms")
        .contains("EmptyAccept ns/op  +/-  /jdk\n")
        .contains("jdk           210 4.00     -\n")
        .contains("linux         160 70.0 0.76x\n")
        .contains("notification=way-3 waiters=16")
        .contains("cpu ns")
        .contains("1 benchmark with an error above")
        .endsWith("seed 42\n");
  }

  @Test
  void aQuickRunIsNotToBeBelieved() throws IOException {
    assertThat(render(new MicroText(), SampleMicro.nothing())).contains("! quick: too short");
    assertThat(render(new MicroHtml(), SampleMicro.nothing())).contains("quick: too short");
  }

  @Test
  void thePageHasAChartOfEachGroupAndLinesOverWaiters() throws IOException {
    String page = page(SampleMicro.whole());
    assertThat(all(page, "<section id=\"([^\"]+)\""))
        .containsExactly("summary", "group-1", "group-2", "environment", "repeat");
    assertThat(page)
        .contains("Wakeup: time against waiters", "Wakeup: empty attempts against waiters")
        .contains(">way-9</text>")
        .contains("EmptyAccept");
    assertThat(all(page, "(<svg )")).hasSize(5);
  }

  @Test
  void thePageNeedsNothingElse() throws IOException {
    for (MicroDocument document : List.of(SampleMicro.whole(), SampleMicro.nothing())) {
      String page = page(document);
      assertThat(page.replace("http://www.w3.org/2000/svg", ""))
          .doesNotContain("<script", "<link", "://", ">null<", "NaN");
      List<String> ids = all(page, " id=\"([^\"]+)\"");
      assertThat(ids).doesNotHaveDuplicates().containsAll(all(page, " href=\"#([^\"]+)\""));
    }
  }

  @Test
  void hostileStringsAppearAsText() throws IOException {
    String page = page(SampleMicro.full(HOSTILE));
    assertThat(page).doesNotContain("<script").doesNotContain("<img");
    assertThat(all(page, "(</style>)")).hasSize(1);
    assertThat(page(SampleMicro.full("a\u0000\u001b"))).doesNotContain("\u0000", "\u001b");
    assertThat(render(new MicroText(), SampleMicro.full("a\u001b[2Jé")))
        .matches("[\\x20-\\x7e\\n]*");
  }
}
