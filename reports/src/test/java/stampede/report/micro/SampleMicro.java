package stampede.report.micro;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import stampede.report.Environment;
import stampede.report.SampleDocument;

/** Documents of micro-benchmarks as the harness would make them. */
public final class SampleMicro {
  private static final Environment MACHINE = SampleDocument.empty().environment();

  private SampleMicro() {}

  /** A pair, and wakeups of ten ways to notify with five numbers of waiters each. */
  public static MicroDocument whole() {
    List<MicroBenchmark> all = new ArrayList<>();
    all.add(cost("EmptyAccept.jdk", 210, 4.0, null));
    all.add(cost("EmptyAccept.linux", 160, 70.0, 0.76));
    for (int way = 0; way < 10; way++) {
      for (int waiters : new int[] {1, 2, 4, 8, 16}) {
        all.add(handOver("way-" + way, waiters, 5_000.0 + 100 * way * waiters));
      }
    }
    return of(false, "stampede micro", all);
  }

  /** One benchmark whose every text is {@code text}. */
  public static MicroDocument full(String text) {
    MicroBenchmark benchmark =
        new MicroBenchmark(
            text,
            text,
            text,
            Map.of(text, text, "waiters", text),
            text,
            text,
            1.0,
            null,
            Map.of(text, 2.0),
            List.of(List.of(1.0)),
            null,
            Map.of(text, new MicroCounter(text, 1.0, List.of())));
    return of(true, text, List.of(benchmark));
  }

  /** Of one benchmark nothing was measured. */
  public static MicroDocument nothing() {
    return of(true, "stampede micro", List.of(cost("EmptyAccept.jdk", Double.NaN, null, null)));
  }

  /** Stopped when one benchmark had ended. */
  public static MicroDocument interrupted() {
    return of(false, true, "stampede micro", List.of(cost("EmptyAccept.jdk", 210, 4.0, null)));
  }

  private static MicroDocument of(boolean quick, String command, List<MicroBenchmark> all) {
    return of(quick, false, command, all);
  }

  private static MicroDocument of(
      boolean quick, Boolean interrupted, String command, List<MicroBenchmark> all) {
    return new MicroDocument(
        MicroDocument.SCHEMA,
        "1.0",
        command,
        42,
        MACHINE,
        "2026-11-21T12:00:00Z",
        61.5,
        interrupted,
        new MicroDesign(quick, 2, 3, 5, 500, "1.37", "-XX:+UseSerialGC"),
        all);
  }

  private static MicroBenchmark cost(String name, double score, Double error, Double ratio) {
    return new MicroBenchmark(
        name,
        name.substring(0, name.indexOf('.')),
        "what " + name + " is",
        Map.of(),
        "avgt",
        "ns/op",
        score,
        error,
        Map.of(),
        List.of(List.of(1.0, 2.0), List.of(3.0)),
        ratio,
        Map.of());
  }

  private static MicroBenchmark handOver(String way, int waiters, double score) {
    Map<String, String> params = new LinkedHashMap<>();
    params.put("notification", way);
    params.put("waiters", String.valueOf(waiters));
    return new MicroBenchmark(
        "Wakeup.handOver",
        "Wakeup",
        "a hand-over",
        params,
        "avgt",
        "ns/op",
        score,
        score / 50,
        Map.of(),
        List.of(List.of(score)),
        1.5,
        Map.of(
            "handOvers", new MicroCounter("#", 100.0, List.of(List.of(100.0))),
            "emptyTakes", new MicroCounter("/op", waiters - 1.0, List.of()),
            "sleeps", new MicroCounter("/op", 1.0 * waiters, List.of()),
            "cpuNs", new MicroCounter("ns/op", score / 2, List.of())));
  }
}
