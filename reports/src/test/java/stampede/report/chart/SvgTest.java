package stampede.report.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.w3c.dom.Element;

@Timeout(10)
class SvgTest {
  private static final String HOSTILE = "</text><script>alert('x')</script>\"&\u0000\ud800]]>";

  @Test
  void whateverComesInAsTextStaysText() throws Exception {
    String markup =
        new Svg(100, 20)
            .labelled("id", HOSTILE, HOSTILE)
            .text(0, 10, "start", HOSTILE)
            .element("rect", "fill", HOSTILE)
            .markup();
    Element svg = Xml.parse(markup);
    assertThat(svg.getElementsByTagName("script").getLength()).isZero();
    String shown = svg.getElementsByTagName("text").item(0).getTextContent();
    assertThat(shown).isEqualTo("</text><script>alert('x')</script>\"&\ufffd\ufffd]]>");
  }

  @Test
  void textWithoutRoomIsShortenedAndWholeInATooltip() throws Exception {
    String label = "a".repeat(60);
    Element svg =
        Xml.parse(
            new Svg(100, 20).labelled("id", "t", "d").text(0, 10, "start", label, 100).markup());
    Element text = (Element) svg.getElementsByTagName("text").item(0);
    assertThat(text.getFirstChild().getTextContent()).endsWith("…").hasSizeLessThan(16);
    assertThat(text.getElementsByTagName("title").item(0).getTextContent()).isEqualTo(label);
  }

  @Test
  void whatIsLeftOpenIsClosed() throws Exception {
    assertThat(Xml.parse(new Svg(1, 1).labelled("id", "t", "d").open("g").open("g").markup()))
        .isNotNull();
  }

  @Test
  void coordinatesAreShortAndFinite() {
    assertThat(Svg.number(1)).isEqualTo("1");
    assertThat(Svg.number(10)).isEqualTo("10");
    assertThat(Svg.number(2.346)).isEqualTo("2.3");
    assertThat(Svg.number(-0.001)).isEqualTo("0");
    assertThatThrownBy(() -> Svg.number(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
  }
}
