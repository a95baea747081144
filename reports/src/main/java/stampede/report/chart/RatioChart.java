package stampede.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import stampede.report.gate.GateMetric;
import stampede.report.gate.GatePair;
import stampede.report.reading.Change;
import stampede.report.reading.MetricReading;
import stampede.report.reading.Numbers;
import stampede.report.reading.Printable;

/** The change of one metric in every round of a gate, in the order of time, and what all say. */
public final class RatioChart implements Chart {
  private static final double WIDTH = 660;
  private static final double PLOT = 180;
  private static final double LEFT = 70;
  private static final double RIGHT = 560;
  private static final double ALL = 605;
  private static final double BELOW = 44;

  private final MetricReading reading;
  private final GateMetric metric;
  private final List<Point> points;
  private final int rounds;

  private record Point(int round, double percent, boolean counts) {}

  /** Shows that metric in those rounds. */
  public RatioChart(MetricReading reading, List<GatePair> pairs) {
    this.reading = reading;
    this.metric = reading.metric();
    List<Point> all = new ArrayList<>();
    for (GatePair pair : pairs) {
      Change.of(pair, metric)
          .ifPresent(percent -> all.add(new Point(pair.round(), percent, pair.counts())));
    }
    this.points = List.copyOf(all);
    this.rounds = Math.max(1, pairs.stream().mapToInt(GatePair::round).max().orElse(1));
  }

  @Override
  public String title() {
    return "Round by round: " + Printable.of(reading.name());
  }

  @Override
  public String howToRead() {
    return "Each disc is one round, in the order of time: how much worse the candidate was than the"
        + " baseline (above the line of 0) or better (below). A ring with a cross was left"
        + " out. On the right stands what all rounds say together, with the range of the"
        + " true change. It fails when the whole range lies above 0 and the diamond in it"
        + " not below what is tolerated, and passes when the whole range lies below what is"
        + " tolerated. A drift from left to right means that the machine changed meanwhile.";
  }

  @Override
  public String svg(String id) {
    double top = Legend.height(legend(), WIDTH) + 26;
    double bottom = top + PLOT;
    Svg svg = new Svg(WIDTH, bottom + BELOW).labelled(id, title(), howToRead());
    Legend.draw(svg, id, legend(), WIDTH);
    LinearScale scale = scale();
    axes(svg, scale, top, bottom);
    for (Point point : points) {
      dot(svg, point, y(scale, point.percent(), bottom));
    }
    if (metric.estimatePercent() != null) {
      estimate(svg, scale, bottom);
    }
    if (points.isEmpty()) {
      svg.text((LEFT + RIGHT) / 2, top + PLOT / 2 - 4, "middle", "no round was finished");
    }
    return svg.markup();
  }

  private static List<Legend.Entry> legend() {
    return List.of(
        new Legend.Entry(new Legend.Sample.Shaped(Marks.Shape.DISC), 0, "a round"),
        new Legend.Entry(new Legend.Sample.Struck(), 0, "a round left out"),
        new Legend.Entry(new Legend.Sample.Shaped(Marks.Shape.DIAMOND), 1, "all rounds"),
        new Legend.Entry(new Legend.Sample.Spread(), 0, "range of the true change"),
        new Legend.Entry(new Legend.Sample.Level(), 0, "tolerated"));
  }

  private LinearScale scale() {
    double[] values =
        DoubleStream.concat(
                points.stream().mapToDouble(Point::percent),
                DoubleStream.of(
                    0,
                    metric.tolerancePercent(),
                    orZero(metric.estimatePercent()),
                    orZero(metric.lowerPercent()),
                    orZero(metric.upperPercent())))
            .filter(Double::isFinite)
            .toArray();
    double least = DoubleStream.of(values).min().orElse(0);
    double most = DoubleStream.of(values).max().orElse(0);
    return LinearScale.between(
        least,
        Math.max(most, least + 1),
        value -> (value > 0 ? "+" : "") + Numbers.of(value) + " %");
  }

  private static double orZero(Double value) {
    return value == null ? 0 : value;
  }

  private void axes(Svg svg, LinearScale scale, double top, double bottom) {
    svg.heading(LEFT, top - 9, "how much worse the candidate is", RIGHT - LEFT);
    Grid grid = new Grid();
    for (Scale.Tick tick : scale.ticks()) {
      double y = bottom - tick.at() * PLOT;
      grid.level(y, LEFT, WIDTH - 8);
      svg.text(LEFT - 6, y + 4, "end", tick.label());
    }
    grid.draw(svg);
    double zero = y(scale, 0, bottom);
    Marks.range(svg, LEFT, WIDTH - 8, zero, true);
    Marks.level(svg, LEFT, WIDTH - 8, y(scale, metric.tolerancePercent(), bottom));
    int step = (int) Math.max(1, LinearScale.roundStep(rounds / 10.0));
    for (int round = step; round <= rounds; round += step) {
      svg.text(x(round), bottom + 18, "middle", String.valueOf(round));
    }
    svg.text(ALL, bottom + 18, "middle", "all");
    svg.text((LEFT + RIGHT) / 2, bottom + 36, "middle", "round");
  }

  private void dot(Svg svg, Point point, double y) {
    double x = x(point.round());
    svg.saying(
        "round %d: %s%s"
            .formatted(
                point.round(), Change.signed(point.percent()), point.counts() ? "" : ", left out"));
    Marks.shape(svg, point.counts() ? Marks.Shape.DISC : Marks.Shape.RING, x, y, 0);
    if (!point.counts()) {
      Marks.cross(svg, x, y);
    }
    svg.close();
  }

  private void estimate(Svg svg, LinearScale scale, double bottom) {
    svg.saying("all rounds: " + Change.withBounds(metric));
    if (metric.lowerPercent() != null && metric.upperPercent() != null) {
      Marks.upright(
          svg,
          ALL,
          y(scale, metric.lowerPercent(), bottom),
          y(scale, metric.upperPercent(), bottom));
    }
    Marks.shape(svg, Marks.Shape.DIAMOND, ALL, y(scale, metric.estimatePercent(), bottom), 1);
    svg.close();
  }

  private double x(int round) {
    return LEFT + (round - 0.5) / rounds * (RIGHT - LEFT);
  }

  private static double y(LinearScale scale, double percent, double bottom) {
    return bottom - scale.at(percent) * PLOT;
  }
}
