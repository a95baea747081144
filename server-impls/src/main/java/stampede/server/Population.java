package stampede.server;

import java.util.HashSet;
import java.util.Set;
import stampede.contract.Scoreboard;
import stampede.contract.Units;
import stampede.linux.MessageChannel;
import stampede.server.policy.Policies;
import stampede.server.policy.PolicySettings;
import stampede.server.strategy.Catalogue;
import stampede.server.strategy.CrewStrategy;
import stampede.server.strategy.Strategy;

/**
 * Which handlers a server has, read from its {@link Settings} and checked against its strategy.
 *
 * @param as threads of the spawner's process, or processes
 * @param handlers how many threads of execution service requests, in all; at the start
 * @param threadsPerProcess how many of them share one handler process; all of them as threads
 * @param listening how it listens
 * @param spread whether each handler is pinned to one of the server's CPUs, in turn
 * @param deadlineNs how long a client may take to send its request, at least a millisecond
 * @param ledger whether services are recorded
 * @param policy whether and how the number of handlers changes
 * @param extra what each request costs beyond what it asks for
 */
public record Population(
    As as,
    int handlers,
    int threadsPerProcess,
    Listening listening,
    boolean spread,
    long deadlineNs,
    boolean ledger,
    PolicySettings policy,
    ExtraWork extra) {
  /** Handlers of a server when nobody says how many. */
  public static final int DEFAULT_HANDLERS = 4;

  /** The switch that makes a server look for {@linkplain stampede.contract.AcceptFaults faults}. */
  public static final String FAULTS = "faults";

  /** A slow-down on purpose. */
  private static final String EXTRA = "work-extra";

  /** The settings every server of ours has. */
  public static final Set<String> KEYS = keys();

  private static final long LEAST_DEADLINE_NS = 1_000_000L;

  /** One message carries them, with the evidence and what the strategy provides. */
  private static final int MAX_SOCKETS_PER_PROCESS = (MessageChannel.MAX_DESCRIPTORS - 10) / 2;

  private static Set<String> keys() {
    Set<String> keys = new HashSet<>(Listening.KEYS);
    keys.addAll(Policies.KEYS);
    keys.addAll(Set.of("as", "handlers", "threads", "place", "deadline", "ledger", EXTRA, FAULTS));
    return Set.copyOf(keys);
  }

  /** What handlers are. */
  public enum As {
    /** Threads of the spawner's process. */
    THREADS,
    /** Processes of one or several threads. */
    PROCESSES;

    /** As it is written in settings. */
    public String text() {
      return this == THREADS ? "threads" : "processes";
    }

    /** Reads what {@link #text} writes. */
    public static As parse(String text) {
      return switch (text) {
        case "threads" -> THREADS;
        case "processes" -> PROCESSES;
        default -> throw new UsageException("as=" + text + " must be threads or processes");
      };
    }
  }

  /**
   * Reads and checks the population of one of our servers; the strategy must be in the catalogue.
   */
  public static Population of(Settings settings) {
    Strategy strategy = Catalogue.strategy(settings.name());
    As as = As.parse(settings.text("as", "threads"));
    strategy.traits().requirePopulation(strategy.name(), as);
    int most = Math.min(strategy.traits().maxHandlers(), Scoreboard.MAX_HANDLERS);
    requireHandlers(settings, strategy, most);
    PolicySettings policy = Policies.of(settings);
    requireFaults(settings, strategy);
    strategy.check(settings);
    int threads = as == As.THREADS ? policy.most() : threads(settings, strategy, policy.most());
    if (strategy instanceof CrewStrategy && as == As.THREADS && !policy.isFixed()) {
      throw new UsageException(
          strategy.name()
              + ": handlers of one crew come and go together; policy="
              + policy.kind()
              + " needs as=processes");
    }
    return new Population(
        as,
        policy.start(),
        threads,
        Listening.of(settings),
        isSpread(settings),
        deadlineNs(settings),
        settings.isOn("ledger", true),
        policy,
        ExtraWork.parse(settings.text(EXTRA, "0ns")));
  }

  private static void requireHandlers(Settings settings, Strategy strategy, int most) {
    int handlers =
        settings.number("handlers", Math.min(DEFAULT_HANDLERS, most), 1, Scoreboard.MAX_HANDLERS);
    if (handlers > most) {
      throw new UsageException(
          strategy.name() + " has at most " + most + " handler; say handlers=" + most);
    }
    if (settings.text("as", "threads").equals("threads")
        && settings.values().containsKey("threads")) {
      throw new UsageException(
          strategy.name() + ": threads= is for as=processes; as threads, say handlers= alone");
    }
  }

  private static void requireFaults(Settings settings, Strategy strategy) {
    if (settings.isOn(FAULTS, false) && !strategy.takesFaultPlans()) {
      String reason = strategy.refusesFaultPlans().orElseThrow();
      throw new UsageException(strategy.name() + " takes no fault plans, because " + reason);
    }
  }

  /** Where the address is split, a process is sent a socket for each of its handlers. */
  private static int threads(Settings settings, Strategy strategy, int handlers) {
    int threads = settings.number("threads", 1, 1, handlers);
    if (strategy.traits().splitAddress() && threads > MAX_SOCKETS_PER_PROCESS) {
      throw new UsageException(
          strategy.name()
              + ": a handler process can be given at most "
              + MAX_SOCKETS_PER_PROCESS
              + " sockets; say threads="
              + MAX_SOCKETS_PER_PROCESS);
    }
    return threads;
  }

  private static long deadlineNs(Settings settings) {
    long deadlineNs = settings.durationNs("deadline", "5s");
    if (deadlineNs < LEAST_DEADLINE_NS) {
      throw new UsageException(
          settings.name() + ": deadline=" + settings.text("deadline", "") + " is less than 1ms");
    }
    return deadlineNs;
  }

  private static boolean isSpread(Settings settings) {
    String place = settings.text("place", "free");
    if (!place.equals("free") && !place.equals("spread")) {
      throw new UsageException(settings.name() + ": place=" + place + " must be free or spread");
    }
    return place.equals("spread");
  }

  /** The finite buffer, in requests. */
  public int backlog() {
    return listening.backlog();
  }

  /** The most handlers there can be. */
  public int most() {
    return policy.most();
  }

  /** How many processes hold the handlers, not counting the spawner. */
  public int processes() {
    return as == As.THREADS ? 0 : (handlers + threadsPerProcess - 1) / threadsPerProcess;
  }

  @Override
  public String toString() {
    return (policy.isFixed() ? String.valueOf(handlers) : policy.toString())
        + " "
        + as.text()
        + ", backlog "
        + backlog()
        + ", deadline "
        + Units.duration(deadlineNs);
  }
}
