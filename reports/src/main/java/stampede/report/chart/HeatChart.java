package stampede.report.chart;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stampede.report.Cell;
import stampede.report.Fault;
import stampede.report.Heat;
import stampede.report.HeatInterval;
import stampede.report.TimelinePoint;
import stampede.report.reading.HeatReading;
import stampede.report.reading.PopulationCourse;
import stampede.report.reading.Printable;
import stampede.report.reading.ServerLabels;

/**
 * Latency over time as a map: the more requests, the darker. Faults are bands across it, and a
 * population that is not fixed has a plot below it.
 */
public final class HeatChart implements Chart {
  private static final double PLOT = 160;
  private static final double ROOM = 60;

  private final Cell cell;
  private final HeatReading reading;
  private final ServerLabels labels;
  private final boolean hasPopulation;

  /** Shows the heat of that cell, which has one. */
  public HeatChart(Cell cell, HeatReading reading, ServerLabels labels) {
    this.cell = cell;
    this.reading = reading;
    this.labels = labels;
    this.hasPopulation = PopulationCourse.of(cell).isPresent();
  }

  @Override
  public String title() {
    return "Latency over time: %s, %s"
        .formatted(Printable.of(labels.of(cell)), Printable.of(cell.load()));
  }

  @Override
  public String howToRead() {
    return "Time runs to the right, latency upwards (logarithmic); the stronger the colour of a"
        + " field, the more requests ended then after that long. A steady server is one"
        + " level band; two bands are two ways through it, a spot above the band is a stall."
        + (reading.faults().isEmpty()
            ? ""
            : " Between dashed uprights, handlers were struck on purpose.")
        + (hasPopulation ? " Below: how many handlers there were, at the same time." : "");
  }

  @Override
  public String svg(String id) {
    TimePanels plots = TimePanels.until(reading.endS(), hasPopulation ? 2 : 1, PLOT);
    Svg svg = plots.svg().labelled(id, title(), howToRead());
    key(svg);
    LogScale scale = LogScale.holding(reading.leastUs(), reading.mostUs());
    Panel map = plots.panel(svg, 0, scale);
    map.axes("total latency");
    for (int shade = 0; shade < HeatReading.SHADES; shade++) {
      fields(map, shade);
    }
    Panel last = map;
    if (hasPopulation) {
      last = plots.panel(svg, 1, TimePanels.fromZero(mostHandlers()));
      last.axes("handlers");
      last.steps(handlers(), 0, "handlers");
    }
    last.timeWords("since the measurement began");
    double free = Panel.LEFT;
    for (Fault fault : reading.faults()) {
      band(map, last.bottom(), fault);
      free = name(map, fault, free);
    }
    return svg.markup();
  }

  /** One path for a shade: neighbours of it in time are one field. */
  private void fields(Panel map, int shade) {
    StringBuilder path = new StringBuilder();
    Heat heat = reading.heat();
    for (int bucket = reading.firstBucket(); bucket <= reading.lastBucket(); bucket++) {
      double begin = -1;
      double end = 0;
      for (HeatInterval interval : heat.intervals()) {
        boolean same = reading.shade(HeatReading.count(interval, bucket)) == shade;
        if (begin >= 0 && (!same || interval.atS() > end + 1e-9)) {
          field(path, map, bucket, begin, end);
          begin = -1;
        }
        if (same) {
          begin = begin < 0 ? interval.atS() : begin;
          end = interval.atS() + interval.lengthS();
        }
      }
      if (begin >= 0) {
        field(path, map, bucket, begin, end);
      }
    }
    if (!path.isEmpty()) {
      svgPath(map.svg(), path.toString(), shade);
    }
  }

  private void field(StringBuilder path, Panel map, int bucket, double beginS, double endS) {
    double bottom = map.y(reading.beginUs(bucket));
    String up = Svg.number(map.y(reading.beginUs(bucket + 1)) - bottom);
    double begin = map.x(beginS);
    double width = map.x(endS) - begin;
    path.append('M').append(Svg.number(begin)).append(' ').append(Svg.number(bottom));
    path.append('h').append(Svg.number(width)).append('v').append(up);
    path.append('h').append(Svg.number(-width)).append('z');
  }

  private static void svgPath(Svg svg, String path, int shade) {
    double opacity = (shade + 1.0) / HeatReading.SHADES;
    svg.element(
        "path", "d", path, "fill", Ink.series(0), "fill-opacity", opacity, "class", Ink.fill(0));
  }

  private void key(Svg svg) {
    double x = Panel.LEFT;
    for (int shade = 0; shade < HeatReading.SHADES; shade++) {
      String words = reading.words(shade);
      if (words.isEmpty()) {
        continue;
      }
      String swatch = "M%s 5h16v12h-16Z".formatted(Svg.number(x));
      svgPath(svg, swatch, shade);
      svg.text(x + 21, 15, "start", words);
      x += 21 + TextWidth.of(words) + 14;
    }
    svg.text(x, 15, "start", "requests");
  }

  /** From when it was made until it was over, or as long as it was seen. */
  private static void band(Panel map, double bottom, Fault fault) {
    double x = map.x(fault.atMs() / 1e3);
    Marks.dashed(map.svg(), x, map.top(), bottom);
    Optional.ofNullable(fault.lengthMs())
        .map(lengthMs -> map.x((fault.atMs() + lengthMs) / 1e3))
        .ifPresent(end -> Marks.dashed(map.svg(), end, map.top(), bottom));
  }

  /** Its name beside its begin, where there is room; from where on there is room then. */
  private static double name(Panel map, Fault fault, double free) {
    double x = map.x(fault.atMs() / 1e3);
    if (x < free || x + ROOM > Panel.RIGHT) {
      return free;
    }
    map.svg().text(x + 4, map.top() + 14, "start", Printable.of(fault.kind()), ROOM - 8);
    return x + ROOM;
  }

  private double mostHandlers() {
    return cell.timeline().stream()
        .map(TimelinePoint::handlers)
        .mapToDouble(handlers -> handlers == null ? 0 : handlers)
        .max()
        .orElse(1);
  }

  private List<Panel.Stretch> handlers() {
    List<Panel.Stretch> stretches = new ArrayList<>();
    for (TimelinePoint point : cell.timeline()) {
      if (Double.isFinite(point.atMs()) && Double.isFinite(point.lengthMs())) {
        stretches.add(
            new Panel.Stretch(
                point.atMs() / 1e3,
                (point.atMs() + point.lengthMs()) / 1e3,
                Optional.ofNullable(point.handlers()).map(Integer::doubleValue)));
      }
    }
    return stretches;
  }
}
