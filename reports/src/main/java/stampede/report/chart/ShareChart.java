package stampede.report.chart;

import java.util.List;
import java.util.Optional;
import stampede.report.Cell;
import stampede.report.reading.Numbers;
import stampede.report.reading.ServerLabels;

/** How the accepted requests of each cell are spread over its handlers. */
public final class ShareChart extends RowChart {
  private static final int MOST_TOOLTIPS = 32;

  /** Shows those cells. */
  public ShareChart(List<Cell> cells, ServerLabels labels) {
    super(cells, labels);
  }

  @Override
  public String title() {
    return "Share of the requests by handler";
  }

  @Override
  public String howToRead() {
    return "Each bar is all accepted requests of a cell, cut into one piece per handler, in order;"
        + " the number in a piece is the handler's. Pieces of one size are a fair spread."
        + " The figure on the right is Jain's index: 1 when all are equal, 1 divided by the"
        + " number of handlers when one took everything.";
  }

  @Override
  Scale scale() {
    return LinearScale.between(0, 100, value -> Numbers.of(value) + " %");
  }

  @Override
  String axisLabel() {
    return "share of all accepted requests";
  }

  @Override
  List<Legend.Entry> legend() {
    return List.of();
  }

  @Override
  void marks(Plot plot, Cell cell, double y) {
    List<Double> shares = cell.handlers().share();
    double before = 0;
    for (int i = 0; i < shares.size(); i++) {
      double share = Numbers.isPresent(shares.get(i)) ? Math.max(0, shares.get(i)) : 0;
      if (share > 0) {
        String words = "handler " + i + ": " + Numbers.percent(share);
        piece(plot, i, before, before + share, y, shares.size() <= MOST_TOOLTIPS ? words : "");
      }
      before += share;
    }
  }

  private static void piece(Plot plot, int index, double from, double to, double y, String words) {
    double x1 = plot.x(from * 100);
    double x2 = plot.x(to * 100);
    Svg svg = plot.svg();
    svg.open(
        "rect",
        "x",
        x1,
        "y",
        y - 7,
        "width",
        Math.max(0.3, x2 - x1),
        "height",
        14,
        "fill",
        index % 2 == 0 ? "#bcd7f2" : "#f4d9b8",
        "stroke",
        Ink.FAINT,
        "stroke-width",
        0.7,
        "class",
        index % 2 == 0 ? "even" : "odd");
    if (!words.isEmpty()) {
      svg.leaf("title", words);
    }
    svg.close();
    String label = String.valueOf(index);
    if (TextWidth.of(label) + 4 <= x2 - x1) {
      svg.text((x1 + x2) / 2, y + 4, "middle", label);
    }
  }

  @Override
  Optional<String> words(Cell cell) {
    boolean known = cell.handlers() != null && !cell.handlers().share().isEmpty();
    return known ? Optional.of("Jain " + Numbers.of(cell.handlers().jain())) : Optional.empty();
  }
}
