package stampede.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import stampede.report.Cell;
import stampede.report.reading.Numbers;
import stampede.report.reading.Scalability;
import stampede.report.reading.Scaling;
import stampede.report.reading.ServerLabels;

/** Throughput of a few servers against the number of CPUs they had, with the ideal line. */
public final class ScalingChart implements Chart {
  /** The most servers one picture can hold and still be read. */
  public static final int MOST_SERVERS = Ink.SERIES_COUNT;

  private static final double WIDTH = 660;
  private static final double PLOT = 240;
  private static final double BELOW = 44;
  private static final int CURVE_POINTS = 40;

  /** How far above the greatest throughput the ideal line is followed. */
  private static final double ABOVE = 1.5;

  private final List<Scaling> servers;
  private final ServerLabels labels;
  private final int fewest;
  private final int most;
  private final double greatest;

  /** Shows those servers, which should compare. At least one, at most {@link #MOST_SERVERS}. */
  public ScalingChart(List<Scaling> servers, ServerLabels labels) {
    if (servers.isEmpty() || servers.size() > MOST_SERVERS) {
      throw new IllegalArgumentException(
          "1 to " + MOST_SERVERS + " servers, not " + servers.size());
    }
    this.servers = servers;
    this.labels = labels;
    this.fewest = cells().mapToInt(Cell::cpus).min().orElse(1);
    this.most = cells().mapToInt(Cell::cpus).max().orElse(2);
    this.greatest = cells().mapToDouble(Cell::throughputPerS).max().orElse(1);
  }

  private Stream<Cell> cells() {
    return servers.stream().flatMap(server -> server.cells().stream());
  }

  @Override
  public String title() {
    return "Throughput against CPU count";
  }

  @Override
  public String howToRead() {
    return "From left to right more CPUs. The dashed straight line is ideal: every CPU"
        + " does as much as those of the best server on the fewest CPUs did. The further a line"
        + " falls below it, the less the added CPUs bring. A ring with a cross is not ranked: not"
        + " valid, noisy, or not limited by the server, which may then do more."
        + (hasLaw() ? " Smooth lines are the Universal Scalability Law's." : "");
  }

  private boolean hasLaw() {
    return servers.stream().anyMatch(server -> server.law() instanceof Scalability.Fit);
  }

  @Override
  public String svg(String id) {
    double top = Legend.height(legend(), WIDTH) + 26;
    double bottom = top + PLOT;
    Svg svg = new Svg(WIDTH, bottom + BELOW).labelled(id, title(), howToRead());
    Legend.draw(svg, id, legend(), WIDTH);
    Panel panel = new Panel(svg, top, bottom, cpus(), LinearScale.fromZero(reach()));
    panel.axes("requests answered per second");
    panel.timeWords("CPUs the server had");
    ideal(panel);
    for (int i = 0; i < servers.size(); i++) {
      svg.series(labels.of(servers.get(i).server()));
      line(panel, servers.get(i), i);
      svg.close();
    }
    return svg.markup();
  }

  /** Whole numbers of CPUs have words, and no others. */
  private Scale cpus() {
    return LinearScale.between(
        0, most, n -> Math.rint(n) == n && n >= 0 ? String.valueOf(Math.round(n)) : "");
  }

  /** Throughput of a CPU if all did as much as the best server's on the fewest; 0 if not known. */
  private double idealPerCpu() {
    return cells()
            .filter(cell -> cell.cpus() == fewest && Scaling.isCapacity(cell))
            .mapToDouble(Cell::throughputPerS)
            .max()
            .orElse(0)
        / fewest;
  }

  /** As far up as the picture reaches. */
  private double reach() {
    return Math.max(greatest, Math.min(idealPerCpu() * most, ABOVE * greatest));
  }

  /** From the origin as far as that. */
  private void ideal(Panel panel) {
    double perCpu = idealPerCpu();
    if (perCpu > 0) {
      double end = Math.min(most, reach() / perCpu);
      Marks.dashed(panel.svg(), panel.x(0), panel.y(0), panel.x(end), panel.y(end * perCpu));
    }
  }

  private void line(Panel panel, Scaling server, int series) {
    if (server.law() instanceof Scalability.Fit fit) {
      List<double[]> curve =
          IntStream.rangeClosed(0, CURVE_POINTS)
              .mapToDouble(i -> fewest + (most - fewest) * i / (double) CURVE_POINTS)
              .mapToObj(n -> new double[] {n, Math.min(reach(), fit.throughputPerS(n))})
              .toList();
      Panel.line(panel.svg(), path(panel, curve), series);
    } else {
      List<double[]> points =
          server.cells().stream()
              .map(cell -> new double[] {cell.cpus(), cell.throughputPerS()})
              .toList();
      Panel.line(panel.svg(), path(panel, points), series);
    }
    for (Cell cell : server.cells()) {
      mark(panel, cell, series);
    }
  }

  private static String path(Panel panel, List<double[]> points) {
    StringBuilder path = new StringBuilder();
    for (double[] point : points) {
      path.append(path.isEmpty() ? "M" : "L");
      path.append(Svg.number(panel.x(point[0]))).append(' ');
      path.append(Svg.number(panel.y(point[1])));
    }
    return path.toString();
  }

  private void mark(Panel panel, Cell cell, int series) {
    double x = panel.x(cell.cpus());
    double y = panel.y(cell.throughputPerS());
    boolean told = Scaling.isCapacity(cell);
    Svg svg = panel.svg();
    svg.saying("%s: %s/s".formatted(labels.of(cell), Numbers.of(cell.throughputPerS())));
    Marks.shape(svg, told ? Marks.Shape.of(series) : Marks.Shape.RING, x, y, series);
    if (!told) {
      Marks.cross(svg, x, y);
    }
    svg.close();
  }

  private List<Legend.Entry> legend() {
    List<Legend.Entry> entries = new ArrayList<>();
    for (int i = 0; i < servers.size(); i++) {
      String name = labels.of(servers.get(i).server());
      entries.add(new Legend.Entry(new Legend.Sample.Shaped(Marks.Shape.of(i)), i, name));
    }
    entries.add(new Legend.Entry(new Legend.Sample.Ideal(), 0, "ideal"));
    entries.add(new Legend.Entry(new Legend.Sample.Struck(), 0, "not ranked"));
    return entries;
  }
}
