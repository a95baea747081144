package stampede.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import stampede.report.Cell;
import stampede.report.Quantiles;
import stampede.report.reading.ErlangC;
import stampede.report.reading.Numbers;
import stampede.report.reading.QueueFigures;
import stampede.report.reading.SharedOrSplit;

/** One queue for all handlers against a queue for each: what was waited, beside theory. */
final class QueueSection implements Section {
  private static final String NO_TIMES = "the server does not say when it accepted and serviced";
  private static final String NO_THEORY =
      "theory is for random arrivals, exponential work and handlers that keep up";

  @Override
  public String anchor() {
    return "shared-or-split";
  }

  @Override
  public String title() {
    return "Shared queue or split";
  }

  @Override
  public boolean isWanted(Reading reading) {
    return SharedOrSplit.isAsked(reading.document());
  }

  @Override
  public List<Block> blocks(Reading reading) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(
        new Block.Prose(
            "Published figures disagree on whether handlers should share one queue or have one"
                + " each. Where each has its own, a request can wait behind a long one while other"
                + " handlers have nothing to do, and the more so the longer and the more unequal"
                + " the work is. With next to no work there is hardly a queue, and only its cost"
                + " is left. Theory (one queue for n handlers against n queues, Erlang's formula"
                + " of the second kind) is taken at the utilisation that was measured; at 0.8 and"
                + " eight handlers it expects a mean wait of 0.286 service times shared and 4.00"
                + " split, and 2.39 and 21.9 at the 99th percentile."));
    blocks.add(new Block.Points(SharedOrSplit.conclusions(reading.document())));
    blocks.addAll(
        reading.eachConditions(
            anchor(),
            (id, cells) ->
                List.of(
                    Column.table(
                        "Waiting before accept, in mean service times",
                        columns(reading),
                        SharedOrSplit.figures(cells)))));
    return blocks;
  }

  private static List<Column<QueueFigures>> columns(Reading reading) {
    return List.of(
        Column.words("server", "", f -> CellColumns.server(reading).entry().apply(f.cell())),
        Column.words("queue", "", f -> Entry.of(f.cell().server().address())),
        Column.number("CPUs", "", f -> CellColumns.cpus().entry().apply(f.cell())),
        Column.words("valid", "", f -> CellColumns.validity().entry().apply(f.cell())),
        Column.number(
            "busy",
            "part of their time the handlers serviced",
            f -> Entry.figure(f.utilisation(), NO_TIMES)),
        Column.number("service", "mean service time", f -> Entry.duration(f.serviceUs(), NO_TIMES)),
        Column.number("mean wait", "in service times", f -> Entry.figure(f.meanWait(), NO_TIMES)),
        theory("theory", ErlangC::meanWait),
        Column.number("p99 wait", "in service times", f -> Entry.figure(f.p99Wait(), NO_TIMES)),
        theory("theory", queue -> queue.wait(0.99)),
        Column.number(
            "latency sd",
            "standard deviation of the whole latency",
            f -> Entry.duration(total(f.cell()).map(Quantiles::sd).orElse(null), NO_TIMES)),
        Column.number(
            "latency max",
            "",
            f -> Entry.duration(total(f.cell()).map(Quantiles::max).orElse(null), NO_TIMES)),
        Column.number(
            "server CPU",
            "per connection",
            f ->
                f.cell().cpuUsPerConnection() == null
                    ? Entry.of(Numbers.ABSENT)
                    : Entry.duration(f.cell().cpuUsPerConnection().server(), "")));
  }

  private static Column<QueueFigures> theory(String name, Function<ErlangC, Double> figure) {
    return Column.number(
        name,
        "what theory expects",
        f -> Entry.figure(f.theory().map(figure).orElse(null), NO_THEORY));
  }

  private static Optional<Quantiles> total(Cell cell) {
    return Optional.ofNullable(cell.latencyUs()).map(latencies -> latencies.total());
  }
}
