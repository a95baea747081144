package stampede.report.text;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import stampede.report.Server;
import stampede.report.reading.Matrix;

/** The matrix of servers and checks for a terminal: a letter each, columns numbered. */
final class MatrixText {
  private static final int NAME_WIDTH = 18;
  private static final int AS_WIDTH = 9;

  private final Matrix matrix;

  private MatrixText(Matrix matrix) {
    this.matrix = matrix;
  }

  static List<String> lines(Matrix matrix) {
    MatrixText text = new MatrixText(matrix);
    List<String> lines = new ArrayList<>();
    if (matrix.ids().size() >= 10) {
      lines.add(text.row("", "", text.digits(10)));
    }
    lines.add(text.row("server", "as", text.digits(1)));
    for (Matrix.Row row : matrix.rows()) {
      Server server = row.suite().server();
      lines.add(text.row(server.name(), server.as() == null ? "" : server.as(), text.letters(row)));
    }
    lines.add("");
    lines.addAll(Wrapping.of(Matrix.LEGEND, TextReport.WIDTH));
    List<String> ids = matrix.ids();
    IntStream.range(0, ids.size()).forEach(i -> lines.add("%4d %s".formatted(i + 1, ids.get(i))));
    return lines;
  }

  private String row(String name, String as, String cells) {
    return (fit(name, NAME_WIDTH) + " " + fit(as, AS_WIDTH) + " " + cells).stripTrailing();
  }

  private static String fit(String text, int width) {
    return text.length() > width
        ? text.substring(0, width - 1) + "~"
        : text + " ".repeat(width - text.length());
  }

  /** One digit of each column's number. */
  private String digits(int unit) {
    StringBuilder text = new StringBuilder();
    int number = 0;
    for (List<String> family : matrix.families()) {
      text.append(text.isEmpty() ? "" : " ");
      for (int i = 0; i < family.size(); i++) {
        number++;
        text.append(number < unit ? " " : String.valueOf(number / unit % 10));
      }
    }
    return text.toString();
  }

  private String letters(Matrix.Row row) {
    return matrix.families().stream()
        .map(family -> family.stream().map(row::letter).collect(Collectors.joining()))
        .collect(Collectors.joining(" "));
  }
}
