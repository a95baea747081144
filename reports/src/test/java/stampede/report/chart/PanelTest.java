package stampede.report.chart;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.w3c.dom.Element;

@Timeout(20)
class PanelTest {
  private static final double WIDTH = Panel.RIGHT - Panel.LEFT;

  private final Svg svg = new Svg(700, 200).labelled("a", "a", "a");
  private final Panel panel =
      new Panel(
          svg, 0, 100, LinearScale.between(0, 10, Object::toString), LinearScale.fromZero(10));

  private static List<Panel.Stretch> stretches(Double... values) {
    List<Panel.Stretch> stretches = new ArrayList<>();
    for (int i = 0; i < values.length; i++) {
      stretches.add(new Panel.Stretch(i, i + 1.0, Optional.ofNullable(values[i])));
    }
    return stretches;
  }

  private String drawn() throws Exception {
    Element path = (Element) Xml.parse(svg.markup()).getElementsByTagName("path").item(0);
    return path.getAttribute("d");
  }

  private static String x(int tenths) {
    return Svg.number(Panel.LEFT + WIDTH * tenths / 10);
  }

  @Test
  void aValueHoldsUntilItChanges() throws Exception {
    panel.steps(stretches(5.0, 5.0, 10.0), 0);
    assertThat(drawn()).isEqualTo("M" + x(0) + " 50H" + x(2) + "V0H" + x(3));
  }

  @Test
  void whatIsNotKnownLeavesAGap() throws Exception {
    panel.steps(stretches(null, 5.0, null, 5.0, null), 0);
    assertThat(drawn()).isEqualTo("M" + x(1) + " 50H" + x(2) + "M" + x(3) + " 50H" + x(4));
  }

  @Test
  void whereNothingIsKnownNothingIsDrawn() throws Exception {
    panel.steps(stretches(null, null), 0);
    assertThat(Xml.parse(svg.markup()).getElementsByTagName("path").getLength()).isZero();
  }

  @Test
  void labelsOfAnAxisDoNotTouch() throws Exception {
    new Panel(svg, 0, 60, LinearScale.fromZero(1), LogScale.holding(1, 1e9)).axes("a");
    List<Double> heights = new ArrayList<>();
    var texts = Xml.parse(svg.markup()).getElementsByTagName("text");
    for (int i = 1; i < texts.getLength(); i++) {
      heights.add(Double.parseDouble(((Element) texts.item(i)).getAttribute("y")));
    }
    assertThat(heights).hasSizeGreaterThan(2);
    for (int i = 1; i < heights.size(); i++) {
      assertThat(heights.get(i - 1) - heights.get(i)).isGreaterThan(13);
    }
  }
}
