package stampede.harness.conformance;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import stampede.contract.HandlerSlot;
import stampede.contract.HandlerState;
import stampede.contract.History;
import stampede.contract.HistoryWriter;
import stampede.contract.Ledger;
import stampede.contract.Scoreboard;
import stampede.contract.Work;
import stampede.harness.audit.Audit;
import stampede.harness.audit.AuditVerdict;
import stampede.harness.load.FloodPlan;
import stampede.harness.observe.ListenQueue;
import stampede.harness.observe.Machine;
import stampede.harness.observe.ProcessTimes;
import stampede.harness.observe.Task;
import stampede.harness.observe.Threads;
import stampede.harness.server.HandlerTask;
import stampede.harness.server.RunningServer;
import stampede.linux.Clock;
import stampede.load.Knock;
import stampede.load.Target;
import stampede.load.Visit;
import stampede.load.Visits;

/**
 * A server that runs, and what a check does to it and sees of it: requests driven by hand, clients
 * that misbehave, floods, the depth of the buffer, the state of the handlers, the audit. One thread
 * uses it. Closing it ends the server, and every visit.
 */
public final class Stage implements AutoCloseable {
  private static final long LOOK_EVERY_NS = 1_000_000L;
  private static final long MOST_VISITS = 1L << 17;
  private static final long ANSWER_WITHIN_NS = 5_000_000_000L;
  private static final long CONNECT_WITHIN_NS = 2_000_000_000L;

  private final RunningServer server;
  private final Runs runs;
  private final History history;
  private final HistoryWriter writer;
  private final List<Visits> visits = new ArrayList<>();
  private final List<History> floods = new ArrayList<>();

  Stage(RunningServer server, Runs runs) {
    this.server = server;
    this.runs = runs;
    this.history = History.create(runs.next(), 1, MOST_VISITS);
    this.writer = history.writer(0);
  }

  /** The server. */
  public RunningServer server() {
    return server;
  }

  /** Its scoreboard, if it is one of ours. */
  public Optional<Scoreboard> scoreboard() {
    return server.scoreboard();
  }

  /** Every handler, now. */
  public List<HandlerTask> handlers() {
    return server.handlers();
  }

  /** Requests to drive by hand, each asking for {@code work}, at most {@code most} at a time. */
  public Visits visits(String work, int most) {
    Visits more =
        new Visits(Target.parse(server.target()), writer, Work.parse(work), most, runs.seed());
    visits.add(more);
    return more;
  }

  /** A bare connection, not recorded. */
  public Knock knock() {
    return Knock.at(server.address(), CONNECT_WITHIN_NS);
  }

  /** One request, answered in time: whether the server serves at all. */
  public boolean exchanges() {
    try (Visits one = visits("none", 1)) {
      Visit visit = one.begin();
      one.awaitAll(ANSWER_WITHIN_NS);
      return visit.isAnswered();
    }
  }

  /** How many requests wait in the buffer now; empty where the kernel does not show it. */
  public OptionalInt pending() {
    return ListenQueue.of(server.address()).sample();
  }

  /** Whether so many requests wait in the buffer within {@code timeoutNs}. */
  public boolean awaitPending(int count, long timeoutNs) {
    return await(() -> pending().orElse(-1) == count, timeoutNs);
  }

  /**
   * Waits until nothing is under way: no request in the buffer, every handler available and asleep.
   * Whether that came within {@code timeoutNs}.
   */
  public boolean settle(long timeoutNs) {
    return await(
        () -> pending().orElse(0) == 0 && allAvailable() && allAsleep() && pending().orElse(0) == 0,
        timeoutNs);
  }

  private boolean allAvailable() {
    return scoreboard().stream()
        .flatMap(board -> board.all().stream())
        .filter(slot -> slot.tid() > 0)
        .map(HandlerSlot::state)
        .allMatch(state -> state == HandlerState.AVAILABLE);
  }

  private boolean allAsleep() {
    return handlers().stream().allMatch(Stage::isQuiet);
  }

  /** A handler that is a thread for each connection shows the last one it had. */
  private static boolean isQuiet(HandlerTask task) {
    return ProcessTimes.isAsleep(task.pid(), task.tid())
        || Threads.state(new Task(task.pid(), task.tid())).isEmpty();
  }

  /** How many handlers are busy now; empty where the server does not show it. */
  public OptionalInt busy() {
    return scoreboard().stream().mapToInt(board -> board.count(HandlerState.SERVICING)).findAny();
  }

  /** How many requests the handlers have accepted so far; empty where the server does not say. */
  public OptionalLong accepts() {
    return scoreboard().stream()
        .mapToLong(board -> board.all().stream().mapToLong(HandlerSlot::accepts).sum())
        .findAny();
  }

  /** Waits for a condition, looking every millisecond. Whether it came within {@code timeoutNs}. */
  public boolean await(BooleanSupplier condition, long timeoutNs) {
    long untilNs = Clock.monotonicNs() + timeoutNs;
    while (!condition.getAsBoolean()) {
      runs.interruption().check();
      if (Clock.monotonicNs() >= untilNs) {
        return false;
      }
      LockSupport.parkNanos(LOOK_EVERY_NS);
    }
    return true;
  }

  /**
   * Begins a flood.
   *
   * @param load as on the command line: closed:16, constant:2000/s, burst:40@50ms, ...
   * @param work what each request asks for
   * @param durationNs how long requests are begun
   */
  public Flooding flood(String load, String work, long durationNs) {
    return flood(load, work, durationNs, 1);
  }

  /** The same from so many source addresses. */
  public Flooding flood(String load, String work, long durationNs, int sources) {
    BitSet cpus = Machine.cpus();
    FloodPlan plan =
        new FloodPlan(
            server.target(),
            load,
            work,
            1,
            cpus,
            "reset",
            sources,
            0,
            durationNs,
            ANSWER_WITHIN_NS,
            runs.seed(),
            true,
            false,
            false,
            Map.of());
    History recorded = History.create(runs.next(), 1, plan.recordsPerThread());
    floods.add(recorded);
    return new Flooding(this, recorded, runs.generator().begin(plan, recorded));
  }

  /** The audit of all visits so far. */
  public AuditVerdict audit(boolean faults) {
    return audit(history, faults);
  }

  /** The audit of the requests that {@code clients} recorded. */
  public AuditVerdict audit(History clients, boolean faults) {
    long unrecorded =
        scoreboard().stream()
            .flatMap(board -> board.all().stream())
            .mapToLong(HandlerSlot::unrecorded)
            .sum();
    return Audit.of(clients, server.ledger(), unrecorded, faults, runs::isOurs);
  }

  /** Everything the handlers have recorded, in no particular order; none without a ledger. */
  public List<ServiceRecord> services() {
    List<ServiceRecord> services = new ArrayList<>();
    server.ledger().ifPresent(ledger -> ledger.read(collector(services)));
    return services;
  }

  private static Ledger.Reader collector(List<ServiceRecord> services) {
    return (state, id, handler, cpu, acceptedNs, begunNs, completedNs) ->
        services.add(new ServiceRecord(state, id, handler, cpu, acceptedNs, begunNs, completedNs));
  }

  /** Everything recorded of one request. */
  public List<ServiceRecord> services(Visit visit) {
    return services().stream().filter(service -> service.id() == visit.id()).toList();
  }

  /** Everything recorded of these requests. */
  public List<ServiceRecord> services(Collection<Visit> of) {
    Set<Long> ids = of.stream().map(Visit::id).collect(Collectors.toSet());
    return services().stream().filter(service -> ids.contains(service.id())).toList();
  }

  @Override
  public void close() {
    visits.forEach(Visits::close);
    server.close();
    history.close();
    floods.forEach(History::close);
  }
}
