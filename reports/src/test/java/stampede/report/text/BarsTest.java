package stampede.report.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.report.Cell;
import stampede.report.RunDocument;
import stampede.report.SampleDocument;
import stampede.report.reading.ServerLabels;

@Timeout(30)
class BarsTest {
  @Test
  void linesAreNoWiderThanTheTerminal() {
    for (int width : new int[] {60, 80, 100, 160}) {
      assertThat(lines(new BarStyle(width, false))).hasSize(21).allMatch(l -> l.length() <= width);
      assertThat(lines(new BarStyle(width, true))).allMatch(l -> l.length() <= width);
    }
    assertThat(new BarStyle(3, false).width()).isEqualTo(BarStyle.LEAST);
    assertThat(new BarStyle(3_000, false).width()).isEqualTo(BarStyle.MOST);
  }

  @Test
  void blocksAreDrawnOnlyWhereTheCharsetHasThem() {
    assertThat(String.join("", lines(BarStyle.of(0, StandardCharsets.US_ASCII))))
        .matches("[\\x20-\\x7e]*")
        .contains("####");
    assertThat(String.join("", lines(BarStyle.of(0, StandardCharsets.UTF_8)))).contains("████");
  }

  @Test
  void theGreatestFillsTheRoomAndHalfOfItHalf() {
    BarStyle blocks = new BarStyle(80, true);
    assertThat(blocks.bar(1, 10, true)).isEqualTo("██████████");
    assertThat(blocks.bar(0.5, 10, true)).isEqualTo("█████");
    assertThat(blocks.bar(0.0625, 2, true)).isEqualTo("▏");
    assertThat(blocks.bar(-1, 10, true)).isEmpty();
    assertThat(new BarStyle(80, false).bar(0.5, 10, true)).isEqualTo("#####");
  }

  @Test
  void barsOfCellsThatAreNotValidAreNotSolid() {
    List<String> bars = lines(new BarStyle(100, false));
    assertThat(bars.stream().filter(line -> line.endsWith(" not valid")))
        .isNotEmpty()
        .allMatch(line -> line.contains("....") && !line.contains("#"));
  }

  @Test
  void oneFigureIsNotCompared() {
    RunDocument document = SampleDocument.unknownServer();
    assertThat(Bars.lines(document.cells(), new ServerLabels(document), BarStyle.PLAIN)).isEmpty();
  }

  private static List<String> lines(BarStyle style) {
    RunDocument document = SampleDocument.twentyCells(1);
    List<Cell> cells = document.cells();
    return Bars.lines(cells, new ServerLabels(document), style);
  }
}
