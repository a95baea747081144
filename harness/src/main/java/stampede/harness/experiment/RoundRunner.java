package stampede.harness.experiment;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import stampede.contract.History;
import stampede.contract.PopulationSample;
import stampede.contract.PopulationTrace;
import stampede.contract.Scoreboard;
import stampede.harness.Interruption;
import stampede.harness.audit.Audit;
import stampede.harness.audit.AuditVerdict;
import stampede.harness.fault.Aftermath;
import stampede.harness.fault.Reckoning;
import stampede.harness.fault.Striker;
import stampede.harness.load.FloodPlan;
import stampede.harness.load.FloodResult;
import stampede.harness.load.FloodUnderWay;
import stampede.harness.load.Flooder;
import stampede.harness.load.MemberFlood;
import stampede.harness.load.MembersFlood;
import stampede.harness.observe.Attempts;
import stampede.harness.observe.ClientView;
import stampede.harness.observe.Intervals;
import stampede.harness.observe.ListenQueue;
import stampede.harness.observe.Machine;
import stampede.harness.observe.PopulationFigures;
import stampede.harness.observe.QueueDepths;
import stampede.harness.observe.Snapshot;
import stampede.harness.observe.Traffic;
import stampede.harness.server.RunningServer;
import stampede.harness.server.ServerEndedException;
import stampede.harness.server.Told;
import stampede.linux.Address;
import stampede.linux.Clock;
import stampede.load.ArrivalSchedule;

/**
 * Runs one round: starts the server afresh, floods it, observes the measured window, stops it,
 * audits. Whatever happens, the server is gone when it returns or throws.
 */
final class RoundRunner {

  /** Twice in the shortest interval; more often, on few CPUs, would be felt by what is observed. */
  private static final long SAMPLE_EVERY_NS = 50_000_000L;

  private static final int MOST_RUNS = 65_535;

  private final Flooder flooder;
  private final Address listenAt;
  private final Interruption interruption;
  private final Random runs;

  RoundRunner(Flooder flooder, Address listenAt, Interruption interruption, long seed) {
    this.flooder = flooder;
    this.listenAt = listenAt;
    this.interruption = interruption;
    this.runs = new Random(seed);
  }

  /** Runs one step of a plan; the onlooker is shown its flood some twenty times a second. */
  RoundResult run(ExperimentPlan plan, ExperimentPlan.Step step, Onlooker onlooker) {
    CellPlan cell = step.cell();
    int run = 1 + runs.nextInt(MOST_RUNS);
    try (History history = flooder.history(cell.flood(), run);
        RunningServer server =
            cell.server()
                .start(
                    listenAt,
                    cell.placement().server(),
                    cell.flood().expectedRequests(),
                    interruption)) {
      BitSet aside = asideFor(cell);
      FloodPlan wanted = cell.flood().at(server.target()).seeded(plan.floodSeed(step));
      FloodUnderWay flood = flooder.begin(wanted.resting(aside), history);
      try {
        return follow(plan, step, flood, server, history, aside, onlooker);
      } finally {
        flood.release();
      }
    }
  }

  private RoundResult follow(
      ExperimentPlan plan,
      ExperimentPlan.Step step,
      FloodUnderWay flood,
      RunningServer server,
      History history,
      BitSet aside,
      Onlooker onlooker) {
    CellPlan cell = step.cell();
    Striker striker = striker(plan, step, server, flood.windowStartNs());
    long intervalNs = intervalNs(plan, flood);
    Intervals intervals = Series.cut(flood.windowStartNs(), flood.windowEndNs(), intervalNs);
    QueueDepths depths = new QueueDepths(intervals);
    LiveFigures live = live(plan, flood, history);
    Runnable look = () -> onlooker.look(live, flood.windowStartNs(), flood.windowEndNs());
    Window window;
    try (striker) {
      Supplier<Window> watch =
          () -> observe(flood, server, cell.placement(), depths, look, striker);
      window = Aside.call(aside, watch);
    }
    FloodResult result = flood.result();
    boolean clean = server.stop();
    List<Aftermath> faults =
        Reckoning.of(
            striker.strikes(),
            history,
            server.ledger(),
            server.scoreboard().map(Scoreboard::slots).orElse(0),
            flood.windowEndNs());
    Timeline timeline = timeline(cell, flood, history, server);
    Series series = Series.of(intervals, intervalNs, seen(intervals, flood, history), depths);
    return judged(
        step, result, window, timeline, series, history, server, clean, faults, flood.together());
  }

  /** What agents tell is of seconds. */
  private static long intervalNs(ExperimentPlan plan, FloodUnderWay flood) {
    return flood.together().isPresent() ? Series.inSecondsNs(plan.intervalNs()) : plan.intervalNs();
  }

  private static LiveFigures live(ExperimentPlan plan, FloodUnderWay flood, History history) {
    return flood
        .together()
        .<LiveFigures>map(members -> new ToldFigures(members.seconds()))
        .orElseGet(
            () -> new SampledFigures(history, Math.max(Progress.REFRESH_NS, plan.intervalNs())));
  }

  private static ClientView seen(Intervals intervals, FloodUnderWay flood, History history) {
    return flood
        .together()
        .map(members -> members.seconds().view(intervals))
        .orElseGet(() -> Attempts.of(intervals, history));
  }

  /**
   * The CPUs for whoever looks on and for the compilers of the load generator. A server of which
   * nobody knows where it runs may run on any that the load generator has not: there they only go
   * for an open load, which would otherwise be late, and does not want all of the server.
   */
  private static BitSet asideFor(CellPlan cell) {
    boolean closed = ArrivalSchedule.parse(cell.flood().load()) instanceof ArrivalSchedule.Closed;
    return closed && cell.placement().server().isEmpty()
        ? new BitSet()
        : cell.placement().free(Machine.cpus());
  }

  private static Striker striker(
      ExperimentPlan plan, ExperimentPlan.Step step, RunningServer server, long windowStartNs) {
    return server
        .scoreboard()
        .map(
            board ->
                Striker.of(
                    plan.faults(),
                    board,
                    server.pids().getFirst(),
                    windowStartNs,
                    plan.floodSeed(step)))
        .orElseGet(Striker::none);
  }

  private Window observe(
      FloodUnderWay flood,
      RunningServer server,
      Placement placement,
      QueueDepths depths,
      Runnable look,
      Striker striker) {
    ListenQueue queue = ListenQueue.of(server.address());
    watch(flood, flood.windowStartNs(), look, striker, () -> requireAlive(server));
    Snapshot begin = snapshot(server, flood);
    watch(
        flood,
        flood.windowEndNs(),
        look,
        striker,
        () -> {
          requireAlive(server);
          depths.seen(Clock.monotonicNs(), queue.sample());
        });
    striker.finish();
    return new Window(begin, snapshot(server, flood), queue, placement);
  }

  /** A flood of nobody tells nothing, however long it is. */
  private static void requireAlive(RunningServer server) {
    if (!server.isAlive()) {
      throw new ServerEndedException(
          "the server at " + server.address() + " ended in the middle of the flood");
    }
  }

  private void watch(
      FloodUnderWay flood, long untilNs, Runnable look, Striker striker, Runnable sample) {
    long sampleNs = Clock.monotonicNs() + SAMPLE_EVERY_NS;
    for (long nowNs = Clock.monotonicNs(); nowNs < untilNs; nowNs = Clock.monotonicNs()) {
      long nextNs = Math.min(Math.min(untilNs, sampleNs), striker.nextNs(nowNs));
      if (flood.awaitEnd(Math.max(0, nextNs - nowNs))) {
        return;
      }
      striker.tick(Clock.monotonicNs());
      if (Clock.monotonicNs() >= sampleNs) {
        sample.run();
        look.run();
        sampleNs = Clock.monotonicNs() + SAMPLE_EVERY_NS;
      }
    }
  }

  private Snapshot snapshot(RunningServer server, FloodUnderWay flood) {
    return Snapshot.now(server.counts(), server.pids(), flood.pids());
  }

  private static Timeline timeline(
      CellPlan cell, FloodUnderWay flood, History history, RunningServer server) {
    Intervals intervals = Intervals.of(flood.windowStartNs(), flood.windowEndNs());
    List<PopulationSample> samples = server.trace().map(PopulationTrace::samples).orElse(List.of());
    return Timeline.of(
        cell,
        intervals,
        Traffic.of(
            intervals, history, server.ledger().filter(kept -> server.told().contains(Told.TIMES))),
        PopulationFigures.of(intervals, samples));
  }

  private static RoundResult judged(
      ExperimentPlan.Step step,
      FloodResult flood,
      Window window,
      Timeline timeline,
      Series series,
      History history,
      RunningServer server,
      boolean clean,
      List<Aftermath> faults,
      Optional<MembersFlood> together) {
    long replaced = server.scoreboard().map(Scoreboard::replaced).orElse(0L);
    boolean isFaulty = replaced > 0 || !clean || !faults.isEmpty();
    long lostToFaults = faults.stream().mapToLong(Aftermath::lost).sum();
    AuditVerdict audit =
        together
            .filter(members -> step.cell().flood().record())
            .map(members -> members.audit(server.ledger(), server.unrecorded(), isFaulty))
            .orElseGet(() -> audit(step, history, server, isFaulty));
    List<MemberFlood> members = together.map(MembersFlood::members).orElse(List.of());
    int threads = step.cell().flood().threads();
    return new RoundResult(
        step,
        flood,
        window,
        timeline,
        series,
        audit,
        Judgement.of(flood, window, threads, lostToFaults).with(members),
        server.readyNs(),
        server.backlog(),
        replaced,
        clean,
        faults,
        members);
  }

  private static AuditVerdict audit(
      ExperimentPlan.Step step, History history, RunningServer server, boolean isFaulty) {
    return step.cell().flood().record()
        ? Audit.of(history, server.ledger(), server.unrecorded(), isFaulty)
        : AuditVerdict.unrecorded();
  }
}
