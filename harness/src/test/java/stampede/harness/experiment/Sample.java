package stampede.harness.experiment;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import stampede.harness.audit.AuditVerdict;
import stampede.harness.fault.Aftermath;
import stampede.harness.load.FloodPlan;
import stampede.harness.load.FloodResult;
import stampede.harness.load.Surplus;
import stampede.harness.observe.CpuTimes;
import stampede.harness.observe.HandlerCounts;
import stampede.harness.observe.ListenQueue;
import stampede.harness.observe.Snapshot;
import stampede.harness.observe.TcpCounters;
import stampede.harness.server.OwnServer;
import stampede.linux.Address;
import stampede.server.Settings;

/**
 * A round made up for a test: a closed flood of one second with 10,000 requests of 1 ms, ten at a
 * time, on separate CPUs, in which all went well; a test changes what it is about.
 */
final class Sample {
  static final int SERVER_CPU = 0;
  static final int LOAD_CPU = 1;

  long ok = 10_000;
  long failed;
  long indeterminate;
  double throughputPerS = 10_000;
  Optional<Double> offeredPerS = Optional.empty();
  Optional<Double> achievedPerS = Optional.empty();
  double meanLatencyNs = 1e6;
  double meanInFlight = 10;
  boolean cancelled;
  Surplus surplus = Surplus.none();
  long clamped;
  long lagNs;
  long latencyNs = 1_000_000;
  Map<String, Long> errors = new HashMap<>();
  double serverBusy = 0.5;
  double loadBusy = 0.5;
  double steal;
  long compilerNs;
  long generatorCompilerCpuNs;
  boolean shared;
  boolean serverUnknown;
  List<HandlerCounts> before = new ArrayList<>(List.of(handler(0, 11, 0), handler(1, 12, 0)));
  List<HandlerCounts> after =
      new ArrayList<>(List.of(handler(0, 11, 7_500), handler(1, 12, 2_500)));
  AuditVerdict.Verdict verdict = AuditVerdict.Verdict.PASS;
  long duplicated;
  int round;
  long replaced;
  Timeline timeline = Timeline.none();
  Series series = Series.none();
  List<Aftermath> faults = List.of();

  static HandlerCounts handler(int index, int tid, long accepts) {
    return new HandlerCounts(index, 10, tid, accepts, accepts / 10, 0, 2 * accepts, List.of(index));
  }

  FloodResult flood() {
    Map<String, Histogram> latencies = new HashMap<>();
    for (String phase : List.of("connect", "queue", "service", "total", "actual")) {
      latencies.put(phase, histogram(ok, latencyNs));
    }
    latencies.put("lag", histogram(ok, lagNs));
    return new FloodResult(
        ok + failed + indeterminate,
        ok,
        failed,
        indeterminate,
        ok + indeterminate,
        0,
        100,
        throughputPerS,
        throughputPerS,
        offeredPerS,
        achievedPerS,
        meanLatencyNs,
        meanInFlight,
        Math.round(1e9 * loadBusy),
        latencies,
        errors,
        Optional.empty(),
        cancelled,
        surplus,
        "epoll",
        clamped);
  }

  static Histogram histogram(long count, long valueNs) {
    Histogram histogram = new Histogram(3);
    if (count > 0) {
      histogram.recordValueWithCount(valueNs, count);
    }
    return histogram;
  }

  Placement placement() {
    BitSet load = new BitSet();
    load.set(shared ? SERVER_CPU : LOAD_CPU);
    BitSet server = new BitSet();
    server.set(SERVER_CPU, !serverUnknown);
    return new Placement(server, load);
  }

  Window window() {
    TcpCounters tcp = TcpCounters.now();
    CpuTimes idle = new CpuTimes(Map.of(SERVER_CPU, ticks(0, 0), LOAD_CPU, ticks(0, 0)));
    CpuTimes busy =
        new CpuTimes(
            Map.of(SERVER_CPU, ticks(serverBusy, steal), LOAD_CPU, ticks(loadBusy, steal)));
    return new Window(
        new Snapshot(0, before, 0, 0, 0, idle, tcp),
        new Snapshot(
            1_000_000_000L, after, 20_000_000, compilerNs, generatorCompilerCpuNs, busy, tcp),
        ListenQueue.of(new Address.Unix("@none")),
        placement());
  }

  /** A second of one CPU, in ticks of a millisecond; nothing yet when it was neither. */
  private static CpuTimes.Ticks ticks(double busy, double stolen) {
    if (busy == 0 && stolen == 0) {
      return new CpuTimes.Ticks(0, 0, 0);
    }
    long idle = Math.round(1000 * (1 - busy - stolen));
    return new CpuTimes.Ticks(Math.round(1000 * busy), idle, Math.round(1000 * stolen));
  }

  Judgement judgement() {
    return Judgement.of(flood(), window(), 1, faults.stream().mapToLong(Aftermath::lost).sum());
  }

  CellPlan plan() {
    FloodPlan flood =
        new FloodPlan(
            "",
            "closed:10",
            "none",
            1,
            placement().load(),
            "reset",
            1,
            0,
            1_000_000_000L,
            5_000_000_000L,
            1,
            true,
            !shared,
            false,
            Map.of());
    OwnServer server = OwnServer.of(Settings.parse("epoll,handlers=2"));
    return new CellPlan("000-epoll", server, placement(), flood);
  }

  RoundResult result() {
    AuditVerdict audit =
        new AuditVerdict(
            verdict,
            ok,
            ok,
            failed,
            indeterminate,
            0,
            duplicated,
            0,
            0,
            0,
            0,
            duplicated == 0
                ? List.of()
                : List.of(new AuditVerdict.Example("duplicated", "00", "round " + round)),
            "round " + round + " " + verdict.text());
    return new RoundResult(
        new ExperimentPlan.Step(plan(), round, round),
        flood(),
        window(),
        timeline,
        series,
        audit,
        judgement(),
        5_000_000,
        Optional.of(128),
        replaced,
        true,
        faults,
        List.of());
  }
}
