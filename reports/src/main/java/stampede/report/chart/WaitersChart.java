package stampede.report.chart;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.DoubleStream;
import stampede.report.micro.MicroBenchmark;
import stampede.report.reading.MicroReading;
import stampede.report.reading.Numbers;

/** A figure of a hand-over against the number of waiters, a line for each way to notify. */
public final class WaitersChart implements Chart {
  /** The parameter that counts waiters. */
  public static final String WAITERS = "waiters";

  private static final String WAITER = "waiter";
  private static final double WIDTH = 660;
  private static final double HEIGHT = 260;
  private static final double BELOW = 44;

  private final String title;
  private final Figure figure;
  private final List<MicroBenchmark> points;
  private final List<Integer> counts;
  private final List<String> ways;

  /** What is shown of each hand-over. */
  public enum Figure {
    /** Its time. */
    TIME("time of one hand-over (logarithmic)", true, ""),
    /** CPU time of all threads. */
    CPU("CPU time of all threads (logarithmic)", true, MicroReading.CPU),
    /** Sleeps of waiters. */
    SLEEPS("sleeps of waiters", false, MicroReading.SLEEPS),
    /** Attempts in vain. */
    EMPTY("empty attempts", false, MicroReading.EMPTY);

    private final String words;
    private final boolean isTime;
    private final String counter;

    Figure(String words, boolean isTime, String counter) {
      this.words = words;
      this.isTime = isTime;
      this.counter = counter;
    }

    private Double of(MicroBenchmark point) {
      return this == TIME ? point.score() : point.counted(counter);
    }
  }

  /** Shows those of one group that have a number of waiters and the figure. */
  public WaitersChart(String title, Figure figure, List<MicroBenchmark> benchmarks) {
    this.title = title;
    this.figure = figure;
    this.points =
        benchmarks.stream()
            .filter(point -> waiters(point) > 0 && figure.of(point) != null)
            .sorted(Comparator.comparingInt(WaitersChart::waiters))
            .toList();
    this.counts = points.stream().map(WaitersChart::waiters).distinct().toList();
    this.ways =
        List.copyOf(
            new LinkedHashSet<>(
                benchmarks.stream().filter(points::contains).map(WaitersChart::way).toList()));
  }

  /** Whether there is a line to draw at all. */
  public boolean isDrawable() {
    return counts.size() > 1;
  }

  private static int waiters(MicroBenchmark point) {
    String text = point.params().getOrDefault(WAITERS, "");
    return text.matches("\\d{1,6}") ? Integer.parseInt(text) : 0;
  }

  private static String way(MicroBenchmark point) {
    List<String> others = new ArrayList<>();
    point
        .params()
        .forEach(
            (name, value) -> {
              if (!name.equals(WAITERS)) {
                others.add(value);
              }
            });
    return others.isEmpty() ? point.way() : String.join(" ", others);
  }

  @Override
  public String title() {
    return title;
  }

  @Override
  public String howToRead() {
    return "From left to right more waiters. A line that stays level does not pay for those who are"
        + " not needed; one that rises with every waiter wakes them all. The numbers of waiters"
        + " are drawn at equal distances.";
  }

  @Override
  public String svg(String id) {
    double top = Legend.height(legend(), WIDTH) + 26;
    double bottom = top + HEIGHT;
    Svg svg = new Svg(WIDTH, bottom + BELOW).labelled(id, title, howToRead());
    Legend.draw(svg, id, legend(), WIDTH);
    Scale places =
        LinearScale.between(0, Math.max(1, counts.size() - 1.0), place -> waitersAt(place));
    Panel panel = new Panel(svg, top, bottom, places, values());
    panel.axes(figure.words + ", for each hand-over");
    panel.timeWords("waiters");
    for (int i = 0; i < ways.size(); i++) {
      svg.series(ways.get(i));
      line(panel, ways.get(i), i);
      svg.close();
    }
    return svg.markup();
  }

  private String waitersAt(double place) {
    int index = (int) Math.round(place);
    boolean isOne = Math.abs(place - index) < 1e-6 && index < counts.size();
    return isOne ? String.valueOf(counts.get(index)) : "";
  }

  private Scale values() {
    DoubleStream all = points.stream().mapToDouble(point -> value(point));
    if (!figure.isTime) {
      return LinearScale.fromZero(Math.max(1, all.max().orElse(1)));
    }
    double[] sorted = all.sorted().toArray();
    return LogScale.holding(sorted[0], sorted[sorted.length - 1]);
  }

  /** Times in microseconds, as the logarithmic axis has them. */
  private double value(MicroBenchmark point) {
    double value = figure.of(point);
    return figure.isTime ? value / 1e3 : value;
  }

  private void line(Panel panel, String way, int series) {
    StringBuilder path = new StringBuilder();
    for (MicroBenchmark point : points) {
      if (way(point).equals(way)) {
        double place = counts.indexOf(waiters(point));
        String at = Svg.number(panel.x(place)) + " " + Svg.number(panel.y(value(point)));
        path.append(path.isEmpty() ? "M" : "L").append(at);
      }
    }
    Panel.line(panel.svg(), path.toString(), series);
    for (MicroBenchmark point : points) {
      if (way(point).equals(way)) {
        double place = counts.indexOf(waiters(point));
        panel.svg().saying(said(point));
        Marks.shape(panel.svg(), shape(series), panel.x(place), panel.y(value(point)), series);
        panel.svg().close();
      }
    }
  }

  private String said(MicroBenchmark point) {
    Double value = figure.of(point);
    String words = figure.isTime ? MicroReading.time(value) : Numbers.of(value);
    return "%s: %s".formatted(Numbers.counted(waiters(point), WAITER), words);
  }

  /** Colours come again after six; the shapes are then others. */
  private static Marks.Shape shape(int series) {
    return Marks.Shape.of(series + series / Ink.SERIES_COUNT);
  }

  private List<Legend.Entry> legend() {
    List<Legend.Entry> entries = new ArrayList<>();
    for (int i = 0; i < ways.size(); i++) {
      entries.add(new Legend.Entry(new Legend.Sample.Shaped(shape(i)), i, ways.get(i)));
    }
    return entries;
  }
}
