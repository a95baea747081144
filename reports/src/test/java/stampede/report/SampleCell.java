package stampede.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Cells whose figures hang together: a herd where there is one, tails where queues are. */
final class SampleCell {
  private static final int HANDLERS = 8;
  private static final int ROUNDS = 3;

  private final Random random;

  SampleCell(Random random) {
    this.random = random;
  }

  /** Every seventh cell is not valid, every fifth limited by the generator. */
  Cell of(String strategy, String as, int cpus, String load, int number) {
    boolean closed = load.startsWith("closed");
    boolean stepped = load.startsWith("steps");
    boolean valid = number % 7 != 6;
    double rate = closed ? noisy(18_000 * Math.sqrt(cpus)) : load.contains("200/s") ? 200 : 2000;
    String limit = closed ? (number % 5 == 4 ? "generator" : "server") : "schedule";
    List<Round> rounds = rounds(strategy, rate, closed, limit, number);
    DoubleStream.Builder rates = DoubleStream.builder();
    rounds.forEach(round -> rates.add(round.throughputPerS()));
    var summary = rates.build().summaryStatistics();
    double base = closed ? 64e6 / rate : 180;
    Requests requests = requests((long) (rate * 2 * ROUNDS));
    Server server =
        new Server(
            strategy,
            strategy + ",as=" + as + ",handlers=" + HANDLERS,
            as,
            HANDLERS,
            1,
            stepped ? Map.of("policy", "latency", "target", "1ms") : Map.of(),
            "known from servers",
            strategy.equals("epoll") ? "all" : "one",
            true,
            strategy.equals("reuseport") ? "split" : "shared");
    return new Cell(
        "%s-%s-%d-%d/%s".formatted(strategy, as, HANDLERS, cpus, load),
        server,
        cpus,
        cpus == 1 ? List.of(0) : List.of(0, 1),
        List.of(1),
        cpus == 2,
        load,
        "spin:50us",
        "reset",
        1,
        "epoll",
        1,
        2,
        rounds,
        rate,
        new Spread(summary.getMin(), summary.getMax()),
        latencies(base, true),
        latencies(base * 0.97, true),
        closed ? null : quantiles(12, 4000, true),
        requests,
        number % 11 == 3 ? Map.of("ECONNRESET", 3L) : Map.of(),
        audit(number, requests),
        handlers(strategy, closed),
        new CpuPerConnection(noisy(42), noisy(38)),
        kernel(number),
        stepped ? SampleTimeline.points(150) : List.of(),
        stepped ? SampleTimeline.steps() : List.of(),
        stepped ? SampleTimeline.intervals(150) : List.of(),
        stepped ? SampleTimeline.heat(75) : null,
        limit,
        valid,
        valid ? List.of() : List.of("steal time 7.2 % is above 2 %"),
        cpus == 2 ? List.of("server and load generator share CPU 1") : List.of(),
        List.of(),
        Map.of("total", "cell-" + number + "-total.hgrm"),
        List.of());
  }

  private List<Round> rounds(String strategy, double rate, boolean closed, String limit, int cell) {
    List<Round> rounds = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      double throughput = closed ? noisy(rate) : rate * (0.999 + random.nextDouble() * 0.001);
      rounds.add(
          new Round(
              i,
              cell * ROUNDS + i,
              cell % 7 != 6 || i != 1,
              List.of(),
              closed ? null : rate,
              closed ? null : rate,
              throughput,
              latencies(closed ? 64e6 / throughput : 180, false),
              requests((long) (throughput * 2)),
              Map.of(),
              null,
              handlers(strategy, closed),
              new CpuPerConnection(noisy(42), noisy(38)),
              null,
              List.of(),
              List.of(),
              limit,
              2.0,
              noisy(140),
              List.of(),
              List.of()));
    }
    return rounds;
  }

  private static Requests requests(long count) {
    return new Requests(count, count, 0, 0, count / 2, null);
  }

  private static Audit audit(int number, Requests requests) {
    if (number == 13) {
      return new Audit(
          "fail",
          1,
          1,
          0,
          0,
          0,
          0,
          List.of(
              new AuditExample(
                  "duplicated", "0000a1b2c3d4e5f6", "handlers 2 and 5 both completed it"),
              new AuditExample("lost", "0000a1b2c3d4e5f7", "answered, but in no ledger")),
          "1 request was serviced twice and 1 never");
    }
    String words = requests.ok() + " requests, each serviced exactly once";
    return new Audit("pass", 0, 0, 0, 0, 0, 0, List.of(), number == 0 ? words : null);
  }

  private Handlers handlers(String strategy, boolean busy) {
    double[] weights = new double[HANDLERS];
    for (int i = 0; i < HANDLERS; i++) {
      weights[i] = strategy.equals("epoll-exclusive") ? 1.0 / (i + 1) : noisy(1);
    }
    double sum = DoubleStream.of(weights).sum();
    List<Double> share = DoubleStream.of(weights).map(w -> w / sum).boxed().toList();
    double squares = share.stream().mapToDouble(s -> s * s).sum();
    boolean herd = strategy.equals("epoll");
    double wakeups = busy ? noisy(herd ? 2.4 : 0.6) : noisy(herd ? 7.9 : 1.0);
    List<HandlerRow> rows =
        IntStream.range(0, HANDLERS)
            .mapToObj(
                i ->
                    new HandlerRow(
                        i, 4000, 4001 + i, (long) (share.get(i) * 10_000), 12L, 9_000L, List.of(0)))
            .toList();
    Double empty = herd ? Double.valueOf(noisy(0.6)) : Double.valueOf(0);
    return new Handlers(HANDLERS, share, 1 / (HANDLERS * squares), wakeups, empty, rows, 0);
  }

  private Kernel kernel(int number) {
    return new Kernel(
        0L,
        0L,
        61 + number % 4,
        noisy(31),
        4096,
        number % 9 == 0 ? null : 0L,
        noisy(0.4),
        noisy(88),
        noisy(70),
        number % 9 == 0
            ? List.of("TCPSynRetrans: /proc/net/netstat is not readable here")
            : List.of());
  }

  private Latencies latencies(double totalUs, boolean curve) {
    return new Latencies(
        quantiles(totalUs * 0.15, 20_000, curve), quantiles(totalUs * 0.55, 20_000, curve),
        quantiles(60, 20_000, curve), quantiles(totalUs, 20_000, curve));
  }

  private Quantiles quantiles(double p50, long count, boolean curve) {
    double spread = noisy(1.6);
    List<PercentilePoint> points = new ArrayList<>();
    for (int i = 0; curve && i <= 90; i++) {
      double percentile = i == 90 ? 100 : 100 * (1 - Math.pow(10, -i / 20.0));
      points.add(new PercentilePoint(percentile, at(p50, spread, Math.min(i, 85) / 20.0)));
    }
    Double p999 = count >= 100_000 || curve ? Double.valueOf(at(p50, spread, 3)) : null;
    return new Quantiles(
        p50,
        at(p50, spread, 1),
        at(p50, spread, 2),
        p999,
        at(p50, spread, 4.25),
        p50 * 1.15,
        p50 * 0.4,
        count,
        points);
  }

  private static double at(double p50, double spread, double nines) {
    return p50 * Math.pow(spread, nines - 0.301);
  }

  private double noisy(double value) {
    return value * (0.94 + random.nextDouble() * 0.12);
  }
}
