package stampede.report.chart;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import stampede.report.Cell;
import stampede.report.Interval;
import stampede.report.reading.CoarseIntervals;
import stampede.report.reading.Numbers;
import stampede.report.reading.Printable;
import stampede.report.reading.ServerLabels;

/**
 * Throughput, latency and pending requests of one cell over time, and its errors if there are any.
 */
public final class SeriesChart implements Chart {
  private static final double PANEL = 120;

  private static final List<String> KEY_WORDS = List.of("answered", "p50", "p99", "longest");
  private static final int ANSWERED = 0;
  private static final int P50 = 1;
  private static final int P99 = 2;
  private static final int LONGEST = 3;
  private static final int PENDING = 5;
  private static final int ERRORS = 4;

  private final Cell cell;
  private final ServerLabels labels;
  private final List<Interval> intervals;
  private final int mostMoments;

  /** Shows the intervals of that cell, put together to {@code most} where there are more. */
  public SeriesChart(Cell cell, ServerLabels labels, int most) {
    this.cell = cell;
    this.labels = labels;
    this.mostMoments = Math.clamp(most / 5, 8, TimePanels.MOST_MOMENTS);
    this.intervals =
        CoarseIntervals.of(
            cell.intervals().stream()
                .filter(each -> Double.isFinite(each.atS()) && Double.isFinite(each.lengthS()))
                .toList(),
            most);
  }

  @Override
  public String title() {
    return "Over time: %s, %s".formatted(Printable.of(labels.of(cell)), Printable.of(cell.load()));
  }

  @Override
  public String howToRead() {
    return "Time runs to the right, the same in all plots. Level lines are a steady server; where"
        + " the rate falls and the latency rises at the same moment, it stalled. Latency counts"
        + " from the intended start, of what ended in the interval (logarithmic); a gap is an"
        + " interval in which nothing ended, or of which nothing is known. Pending are the requests"
        + " that wait in the buffer: where they pile up, handlers do not keep up."
        + (intervals.size() < cell.intervals().size()
            ? " Several intervals are drawn as one: the mean rate, and the highest latencies."
            : "");
  }

  @Override
  public String svg(String id) {
    boolean hasErrors = known(Interval::errors).anyMatch(count -> count > 0);
    boolean hasQueue = known(Interval::queueDepth).findAny().isPresent();
    int panels = 2 + (hasQueue ? 1 : 0) + (hasErrors ? 1 : 0);
    double endS =
        intervals.stream().mapToDouble(each -> each.atS() + each.lengthS()).max().orElse(1);
    TimePanels plots = TimePanels.until(endS, panels, PANEL);
    Svg svg = plots.svg().labelled(id, title(), howToRead());
    TimePanels.keys(svg, KEY_WORDS);
    Panel rate = plots.panel(svg, 0, TimePanels.fromZero(most(known(Interval::throughputPerS))));
    rate.axes("answered per second");
    rate.steps(stretches(Interval::throughputPerS), ANSWERED, KEY_WORDS.get(ANSWERED));
    Panel last = plots.panel(svg, 1, latencies());
    last.axes("total latency");
    last.steps(stretches(Interval::maxUs), LONGEST, KEY_WORDS.get(LONGEST));
    last.steps(stretches(Interval::p99Us), P99, KEY_WORDS.get(P99));
    last.steps(stretches(Interval::p50Us), P50, KEY_WORDS.get(P50));
    if (hasQueue) {
      last = counts(plots, svg, 2, "pending in the buffer", Interval::queueDepth, PENDING);
    }
    if (hasErrors) {
      last = counts(plots, svg, panels - 1, "errors in an interval", SeriesChart::errors, ERRORS);
    }
    last.timeWords("since the measurement began");
    plots.moments(svg, moments());
    return svg.markup();
  }

  private List<TimePanels.Moment> moments() {
    return CoarseIntervals.of(intervals, mostMoments).stream()
        .map(each -> new TimePanels.Moment(each.atS(), each.atS() + each.lengthS(), words(each)))
        .toList();
  }

  private static String words(Interval interval) {
    return "%s/s answered, p50 %s, p99 %s, longest %s"
        .formatted(
            Numbers.of(interval.throughputPerS()),
            Numbers.duration(interval.p50Us()),
            Numbers.duration(interval.p99Us()),
            Numbers.duration(interval.maxUs()));
  }

  private Panel counts(
      TimePanels plots,
      Svg svg,
      int number,
      String heading,
      Function<Interval, Double> figure,
      int series) {
    Panel panel = plots.panel(svg, number, TimePanels.fromZero(most(known(figure))));
    panel.axes(heading);
    panel.steps(stretches(figure), series);
    return panel;
  }

  private static Double errors(Interval interval) {
    return interval.errors() == null ? null : interval.errors().doubleValue();
  }

  private <T> Stream<T> known(Function<Interval, T> figure) {
    return intervals.stream().map(figure).filter(Objects::nonNull);
  }

  private static double most(Stream<Double> values) {
    return values.max(Double::compare).orElse(0.0);
  }

  private LogScale latencies() {
    return LogScale.holding(
        known(Interval::p50Us).min(Double::compare).orElse(10.0),
        known(Interval::maxUs).max(Double::compare).orElse(1_000.0));
  }

  private List<Panel.Stretch> stretches(Function<Interval, Double> figure) {
    return intervals.stream()
        .map(
            each ->
                new Panel.Stretch(
                    each.atS(),
                    each.atS() + each.lengthS(),
                    Optional.ofNullable(figure.apply(each))))
        .toList();
  }
}
