package stampede.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/** Run documents as the harness would make them, with figures of the size real servers show. */
public final class SampleDocument {
  private static final List<String> STRATEGIES =
      List.of("blocking", "epoll", "epoll-exclusive", "mutex", "reuseport");

  private final Random random;
  private final SampleCell cells;

  private SampleDocument(long seed) {
    this.random = new Random(seed);
    this.cells = new SampleCell(random);
  }

  /** Twenty cells: five strategies as threads and processes on one and two CPUs. */
  public static RunDocument twentyCells(long seed) {
    return new SampleDocument(seed).ofLoads(List.of("closed:64"));
  }

  /** Sixty cells: the same under three loads. */
  public static RunDocument sixtyCells(long seed) {
    return new SampleDocument(seed)
        .ofLoads(List.of("closed:64", "poisson:2000/s", "constant:200/s"));
  }

  /** Forty cells: twenty whose population follows steps, and twenty of fixed ones. */
  public static RunDocument steppedCells(long seed) {
    return new SampleDocument(seed).ofLoads(List.of("steps:1000/s-6000/s-1000/s@5s", "closed:64"));
  }

  /** A server nobody knows anything about: every figure that may be absent is. */
  public static RunDocument unknownServer() {
    Server server =
        new Server("exec", "exec,command='./server'", null, 0, 1, null, null, null, false, null);
    Requests requests = new Requests(10, 10, 0, 0, 0, null);
    Round round =
        new Round(
            0, 0, true, null, null, null, null, null, requests, null, null, null, null, null, null,
            null, null, 1.0, 2.0, null, List.of());
    Cell cell =
        new Cell(
            "only",
            server,
            1,
            null,
            null,
            false,
            "closed:1",
            null,
            null,
            1,
            null,
            0,
            1,
            List.of(round),
            null,
            null,
            null,
            null,
            null,
            requests,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            true,
            null,
            null,
            null,
            null,
            null);
    return around(List.of(cell), 7, "stampede load http://127.0.0.1:80/{id}");
  }

  /** A document with nothing in it but what must be. */
  public static RunDocument empty() {
    return around(List.of(), 1, "stampede bench");
  }

  /** The text everywhere a text can be. */
  public static RunDocument full(String text) {
    Cell like = twentyCells(3).cells().getFirst();
    Server server = new Server(text, text, text, 4, 2, Map.of(text, text), text, text, true, text);
    Audit audit =
        new Audit("fail", 1, 0, 0, 0, 0, 0, List.of(new AuditExample(text, text, text)), text);
    Kernel kernel = new Kernel(null, null, null, null, null, null, null, null, null, List.of(text));
    Cell cell =
        new Cell(
            text,
            server,
            1,
            List.of(0),
            List.of(1),
            false,
            text,
            text,
            text,
            1,
            null,
            0,
            1,
            like.rounds(),
            like.throughputPerS(),
            like.throughputSpread(),
            like.latencyUs(),
            like.latencyFromActualUs(),
            like.lagUs(),
            like.requests(),
            Map.of(text, 1L),
            audit,
            new Handlers(4, like.handlers().share(), 1.0, null, null, List.of(), 0),
            like.cpuUsPerConnection(),
            kernel,
            SampleTimeline.points(5),
            SampleTimeline.steps(),
            SampleTimeline.intervals(5),
            SampleTimeline.heat(5),
            text,
            false,
            List.of(text),
            List.of(text),
            List.of(new Expectation(text, 1.0, text, false, true)),
            Map.of(text, text),
            List.of(new FaultTotals(text, 1, 1L, 1L, 1.0, null)));
    Environment environment = SampleEnvironment.full(text, List.of(text));
    return new RunDocument(
        RunDocument.SCHEMA,
        text,
        text,
        3,
        text,
        1,
        true,
        environment,
        List.of(cell),
        text,
        List.of(new Skipped(text, text)),
        new Failure(text, text),
        search(text),
        List.of());
  }

  private static Search search(String text) {
    return new Search(
        List.of(text),
        text,
        null,
        2000.0,
        false,
        true,
        text,
        List.of(
            new SearchStep(text, text, 2000, 1999.0, 900.0, 400.0, 900.0, 0, true, true, null),
            new SearchStep(text, text, 2100, null, null, null, null, 3, false, false, text)));
  }

  private RunDocument ofLoads(List<String> loads) {
    List<Cell> all = new ArrayList<>();
    for (String load : loads) {
      for (String strategy : STRATEGIES) {
        for (String as : List.of("threads", "processes")) {
          for (int cpus : List.of(1, 2)) {
            all.add(cells.of(strategy, as, cpus, load, all.size()));
          }
        }
      }
    }
    return around(
        all,
        random.nextLong(1, 1L << 40),
        "stampede bench --strategies "
            + String.join(",", STRATEGIES)
            + " --as threads,processes --cpus 1,2 --handlers 8 --load "
            + String.join(",", loads)
            + " --duration 2s --rounds 3");
  }

  private static RunDocument around(List<Cell> cells, long seed, String command) {
    Map<String, String> sysctls = new TreeMap<>();
    sysctls.put("net.core.somaxconn", "4096");
    sysctls.put("net.ipv4.ip_local_port_range", "32768\t60999");
    sysctls.put("net.ipv4.tcp_migrate_req", "0");
    Environment environment =
        new Environment(
            "6.18.44",
            "x86_64",
            "AMD EPYC",
            2,
            8L << 30,
            "OpenJDK 25.0.1+8",
            null,
            "kvm",
            Map.of("spectre_v2", "Mitigation: Retpolines"),
            sysctls,
            Map.of("nofile", "65536"),
            List.of("Server and load generator share processors at CPU count 2."));
    return new RunDocument(
        RunDocument.SCHEMA,
        "1.0-SNAPSHOT",
        command,
        seed,
        "2026-11-21T00:00:00Z",
        83.4,
        false,
        environment,
        cells,
        null,
        List.of(),
        null,
        null,
        List.of());
  }
}
