package stampede.report.conclusion;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import stampede.report.Audit;
import stampede.report.Cell;
import stampede.report.CpuPerConnection;
import stampede.report.Handlers;
import stampede.report.Kernel;
import stampede.report.Latencies;
import stampede.report.Quantiles;
import stampede.report.Requests;
import stampede.report.Round;
import stampede.report.RunDocument;
import stampede.report.SampleDocument;
import stampede.report.Server;
import stampede.report.Spread;

/** Cells of which a test says only what it is about; all else is sound. */
final class CellMaker {
  String name = "epoll";
  String as = "threads";
  int handlers = 4;
  int cpus = 1;
  boolean shared;
  String load = "closed:32";
  String work = "spin:50us";
  boolean valid = true;
  String limit = "server";
  String notifies = "one";
  String address = "shared";
  double[] rates = {1000, 1001, 1002, 1003};
  double p99Us = 5_000;
  double cpuUs = 80;
  double wakeups = 1;
  double emptyAccepts;
  List<Double> share = List.of(0.25, 0.25, 0.25, 0.25);
  String audit = "pass";
  long duplicated;
  long overflows;
  long synRetransmits;
  long failed;

  /** How a figure differs from round to round; the least is as it is said. */
  DoubleUnaryOperator rounds = index -> 1 + index / 1000;

  static RunDocument document(List<Cell> cells) {
    RunDocument d = SampleDocument.empty();
    return new RunDocument(
        d.schema(),
        d.stampedeVersion(),
        d.command(),
        d.seed(),
        d.startedAt(),
        d.durationS(),
        false,
        d.environment(),
        cells,
        null,
        List.of(),
        null,
        null,
        List.of());
  }

  Cell make() {
    List<Round> all = new ArrayList<>();
    for (int i = 0; i < rates.length; i++) {
      all.add(round(i, rounds.applyAsDouble(i)));
    }
    double sum = 0;
    double least = Double.MAX_VALUE;
    double most = 0;
    for (double rate : rates) {
      sum += rate;
      least = Math.min(least, rate);
      most = Math.max(most, rate);
    }
    String spec = name + ",as=" + as + ",handlers=" + handlers;
    Server server = new Server(name, spec, as, handlers, 1, Map.of(), "", notifies, true, address);
    return new Cell(
        spec + "-" + cpus + "-" + load,
        server,
        cpus,
        List.of(0),
        List.of(1),
        shared,
        load,
        work,
        "reset",
        1,
        "epoll",
        1,
        2,
        all,
        sum / rates.length,
        new Spread(least, most),
        latencies(1),
        latencies(1),
        null,
        requests(),
        failed > 0 ? Map.of("ECONNREFUSED", failed) : Map.of(),
        new Audit(audit, duplicated, 0, 0, 0, 0, 0, List.of(), null),
        handlers(1),
        new CpuPerConnection(cpuUs, 40.0),
        kernel(),
        List.of(),
        List.of(),
        List.of(),
        null,
        limit,
        valid,
        valid ? List.of() : List.of("steal was high"),
        List.of(),
        List.of(),
        Map.of(),
        List.of());
  }

  private Round round(int index, double factor) {
    return new Round(
        index,
        index,
        true,
        List.of(),
        null,
        null,
        rates[index],
        latencies(factor),
        requests(),
        Map.of(),
        null,
        handlers(factor),
        new CpuPerConnection(cpuUs * factor, 40.0),
        null,
        List.of(),
        List.of(),
        limit,
        2,
        1,
        List.of(),
        List.of());
  }

  private Requests requests() {
    return new Requests(10_000 + failed, 10_000, failed, 0, 0, null);
  }

  private Latencies latencies(double factor) {
    double p99 = p99Us * factor;
    return new Latencies(
        null,
        null,
        null,
        new Quantiles(p99 / 4, p99 / 2, p99, null, p99 * 2, p99 / 3, 1.0, 10_000, List.of()));
  }

  private Handlers handlers(double factor) {
    double squares = share.stream().mapToDouble(s -> s * s).sum();
    return new Handlers(
        handlers,
        share,
        1 / (share.size() * squares),
        wakeups * factor,
        emptyAccepts,
        List.of(),
        0);
  }

  private Kernel kernel() {
    return new Kernel(overflows, 0L, 3, 1.0, 128, synRetransmits, 0.1, 99.0, 50.0, List.of());
  }
}
