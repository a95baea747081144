package stampede.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import stampede.report.Cell;
import stampede.report.TimelinePoint;
import stampede.report.WaitQuantiles;
import stampede.report.reading.Numbers;
import stampede.report.reading.PopulationCourse;
import stampede.report.reading.Printable;
import stampede.report.reading.ServerLabels;

/** Handlers, pending requests and the wait before accept of one cell over time. */
public final class PopulationChart implements Chart {
  private static final int PANELS = 3;
  private static final double PANEL = 110;
  private static final List<String> KEY_WORDS =
      List.of("handlers", "available", "pending", "wait p99");
  private static final int HANDLERS = 0;
  private static final int AVAILABLE = 1;
  private static final int PENDING = 2;
  private static final int WAIT = 3;

  private final Cell cell;
  private final ServerLabels labels;
  private final List<TimelinePoint> points;
  private final Optional<Double> targetUs;

  /** Shows the timeline of that cell. */
  public PopulationChart(Cell cell, ServerLabels labels) {
    this.cell = cell;
    this.labels = labels;
    this.points =
        cell.timeline().stream()
            .filter(point -> Double.isFinite(point.atMs()) && Double.isFinite(point.lengthMs()))
            .toList();
    this.targetUs = PopulationCourse.of(cell).flatMap(PopulationCourse::targetUs);
  }

  @Override
  public String title() {
    return "Population over time: %s".formatted(Printable.of(labels.of(cell)));
  }

  @Override
  public String howToRead() {
    return "Time runs to the right, the same in all three plots. When the load rises, requests wait"
        + " and the wait grows until there are handlers enough; a good policy keeps the wait below"
        + " its target (the dashed level) with few handlers, and lets them go when the load falls."
        + " Handlers that are all available were not needed.";
  }

  @Override
  public String svg(String id) {
    double endS =
        points.stream()
            .mapToDouble(point -> (point.atMs() + point.lengthMs()) / 1e3)
            .max()
            .orElse(1);
    TimePanels plots = TimePanels.until(endS, PANELS, PANEL);
    Svg svg = plots.svg().labelled(id, title(), howToRead());
    double keysEnd = TimePanels.keys(svg, KEY_WORDS);
    targetUs.ifPresent(
        target -> TimePanels.levelKey(svg, keysEnd, "target " + Numbers.duration(target)));
    double most = Math.max(most(PopulationChart::handlers), most(TimelinePoint::available));
    Panel handlers = plots.panel(svg, 0, TimePanels.fromZero(most));
    handlers.axes("handlers");
    handlers.steps(stretches(TimelinePoint::available), AVAILABLE, KEY_WORDS.get(AVAILABLE));
    handlers.steps(stretches(PopulationChart::handlers), HANDLERS, KEY_WORDS.get(HANDLERS));
    Panel pending = plots.panel(svg, 1, TimePanels.fromZero(most(TimelinePoint::pending)));
    pending.axes("pending requests");
    pending.steps(stretches(TimelinePoint::pending), PENDING, KEY_WORDS.get(PENDING));
    Panel wait = plots.panel(svg, 2, waits());
    wait.axes("wait before accept, 99th percentile");
    wait.steps(stretches(PopulationChart::waitUs), WAIT, KEY_WORDS.get(WAIT));
    targetUs.ifPresent(wait::level);
    wait.timeWords("since the measurement began");
    plots.moments(svg, moments());
    return svg.markup();
  }

  private List<TimePanels.Moment> moments() {
    int every = Math.ceilDiv(Math.max(1, points.size()), TimePanels.MOST_MOMENTS);
    List<TimePanels.Moment> moments = new ArrayList<>();
    for (int i = 0; i < points.size(); i += every) {
      TimelinePoint end = points.get(Math.min(points.size() - 1, i + every - 1));
      TimelinePoint point = points.get(i);
      moments.add(
          new TimePanels.Moment(
              point.atMs() / 1e3, (end.atMs() + end.lengthMs()) / 1e3, words(point)));
    }
    return moments;
  }

  private static String words(TimelinePoint point) {
    return "%s handlers, %s available, %s pending, wait p99 %s"
        .formatted(
            Numbers.count(point.handlers()),
            Numbers.of(point.available()),
            Numbers.of(point.pending()),
            Numbers.duration(waitUs(point)));
  }

  private static Double handlers(TimelinePoint point) {
    return point.handlers() == null ? null : point.handlers().doubleValue();
  }

  private static Double waitUs(TimelinePoint point) {
    return Optional.ofNullable(point.waitUs()).map(WaitQuantiles::p99).orElse(null);
  }

  private double most(Function<TimelinePoint, Double> figure) {
    return known(figure).stream().max(Double::compare).orElse(0.0);
  }

  private List<Double> known(Function<TimelinePoint, Double> figure) {
    return points.stream().map(figure).filter(Objects::nonNull).toList();
  }

  private LogScale waits() {
    List<Double> all = new ArrayList<>(known(PopulationChart::waitUs));
    targetUs.ifPresent(all::add);
    return LogScale.holding(
        all.stream().min(Double::compare).orElse(10.0),
        all.stream().max(Double::compare).orElse(1_000.0));
  }

  private List<Panel.Stretch> stretches(Function<TimelinePoint, Double> figure) {
    return points.stream()
        .map(
            point ->
                new Panel.Stretch(
                    point.atMs() / 1e3,
                    (point.atMs() + point.lengthMs()) / 1e3,
                    Optional.ofNullable(figure.apply(point))))
        .toList();
  }
}
