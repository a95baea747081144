package stampede.harness.server;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import stampede.contract.Ledger;
import stampede.contract.Scoreboard;
import stampede.harness.observe.HandlerCounts;
import stampede.harness.observe.ProcessTimes;
import stampede.linux.Address;
import stampede.linux.Clock;

/** A command that runs as a server under test, known from outside: by the kernel and by its log. */
final class CommandRunning implements RunningServer {
  private static final long LOGGED_WITHIN_NS = 200_000_000L;
  private static final long LOOK_EVERY_NS = 500_000L;

  private final Recipe recipe;
  private final PrivateFolder folder;
  private final CommandProcess process;
  private final Address address;
  private final CommandHandlers handlers;
  private final Optional<LogLedger> log;
  private final long readyNs;

  CommandRunning(
      Recipe recipe,
      PrivateFolder folder,
      CommandProcess process,
      Address address,
      CommandHandlers handlers,
      Optional<LogLedger> log,
      long readyNs) {
    this.recipe = recipe;
    this.folder = folder;
    this.process = process;
    this.address = address;
    this.handlers = handlers;
    this.log = log;
    this.readyNs = readyNs;
  }

  @Override
  public Address address() {
    return address;
  }

  @Override
  public List<Integer> pids() {
    return process.members();
  }

  @Override
  public OptionalInt spawner() {
    return OptionalInt.of(process.pid());
  }

  @Override
  public Optional<Scoreboard> scoreboard() {
    return Optional.empty();
  }

  @Override
  public List<HandlerTask> handlers() {
    return handlers.now();
  }

  /** Shared or split, as its sockets show it. */
  String addressKind() {
    return handlers.address();
  }

  @Override
  public Optional<Ledger> ledger() {
    log.ifPresent(kept -> awaitLogged());
    return log.map(LogLedger::read);
  }

  /**
   * Where a line is written after the answer, perhaps by another handler, all lines are there once
   * all handlers sleep. Under a flood they never do, and are not waited for beyond a bound.
   */
  private void awaitLogged() {
    if (recipe.log().map(Recipe.Log::afterAnswer).orElse(false) && process.isAlive()) {
      long untilNs = Clock.monotonicNs() + LOGGED_WITHIN_NS;
      while (!allAsleep() && Clock.monotonicNs() < untilNs) {
        LockSupport.parkNanos(LOOK_EVERY_NS);
      }
    }
  }

  private boolean allAsleep() {
    return handlers().stream().allMatch(task -> ProcessTimes.isAsleep(task.pid(), task.tid()));
  }

  /** What is on its way to us ends with the process. */
  @Override
  public boolean ledgerOutlivesIt() {
    return recipe.log().flatMap(Recipe.Log::collect).isEmpty();
  }

  @Override
  public Set<Told> told() {
    return log.map(LogLedger::told).orElse(Set.of());
  }

  @Override
  public long unrecorded() {
    return log.map(LogLedger::unrecorded).orElse(0L);
  }

  @Override
  public List<HandlerCounts> counts() {
    log.ifPresent(LogLedger::read);
    boolean known = told().contains(Told.HANDLER);
    return handlers().stream()
        .map(task -> HandlerCounts.ofThread(task.handler(), task.pid(), task.tid()))
        .map(each -> known ? each.withAccepts(services(each.handler())) : each)
        .toList();
  }

  private long services(int handler) {
    return log.map(kept -> kept.services(handler)).orElse(0L);
  }

  @Override
  public String target() {
    return recipe.target(address);
  }

  @Override
  public Optional<Integer> backlog() {
    return recipe.backlog().isPresent()
        ? Optional.of(recipe.backlog().getAsInt())
        : Optional.empty();
  }

  @Override
  public long readyNs() {
    return readyNs;
  }

  @Override
  public boolean isAlive() {
    return process.isAlive();
  }

  /** One that the signal ends as signals do has left by itself, too. */
  @Override
  public boolean stop() {
    long untilNs = Clock.monotonicNs() + recipe.stopping().graceNs();
    OptionalInt code = terminate(recipe.stopping().graceNs());
    boolean well =
        code.isPresent() && (code.getAsInt() == 0 || recipe.stopping().isBy(code.getAsInt()));
    return process.awaitNobody(Math.max(0, untilNs - Clock.monotonicNs())) && well;
  }

  @Override
  public OptionalInt terminate(long timeoutNs) {
    return process.end(recipe.stopping().signal(), timeoutNs);
  }

  @Override
  public void close() {
    process.close();
    log.ifPresent(LogLedger::close);
    folder.close();
  }
}
