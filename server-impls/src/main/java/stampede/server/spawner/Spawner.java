package stampede.server.spawner;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import stampede.contract.ControlMessage;
import stampede.contract.HandlerSlot;
import stampede.contract.HandlerState;
import stampede.linux.Clock;
import stampede.linux.MessageChannel;
import stampede.linux.Signal;
import stampede.linux.ThisProcess;
import stampede.server.Population;
import stampede.server.Settings;
import stampede.server.WellKnownAddress;
import stampede.server.policy.PopulationPolicy;
import stampede.server.policy.Seen;
import stampede.server.strategy.Catalogue;
import stampede.server.strategy.CrewPlace;
import stampede.server.strategy.CrewStrategy;
import stampede.server.strategy.HandlerPlace;
import stampede.server.strategy.HandlerStrategy;
import stampede.server.strategy.Provision;
import stampede.server.strategy.ProvisionPlace;
import stampede.server.strategy.Strategy;

/**
 * Creates the handlers of one server, replaces those that die, has more or fewer of them as its
 * policy wants, and stops them (claims 1, 3, 5, 8, 10, 14, 19). One thread uses it, and that thread
 * must live as long as the handler processes it starts: they die with it.
 */
public final class Spawner implements AutoCloseable {
  private static final long NUDGE_EVERY_NS = 5_000_000L;
  private static final long LOOK_EVERY_NS = 1_000_000L;
  private static final long FIXED_LOOK_EVERY_NS = 5_000_000L;
  private static final long JITTER_MASK_NS = 0x1FFFF;

  private final Settings settings;
  private final Population population;
  private final WellKnownAddress address;
  private final Evidence evidence;
  private final Strategy strategy;
  private final Reception reception;
  private final Provision provision;
  private final Posts posts;
  private final PopulationPolicy policy;
  private final PopulationGauge gauge;
  private final Map<Integer, HandlerProcess> processes = new HashMap<>();
  private Optional<AttendantThread> attendant = Optional.empty();
  private long nextTickNs;
  private long replaced;
  private OptionalInt ordered = OptionalInt.empty();

  /** A spawner for a server whose address is open; nothing is started yet. */
  public Spawner(
      Settings settings, Population population, WellKnownAddress address, Evidence evidence) {
    this.settings = settings;
    this.population = population;
    this.address = address;
    this.evidence = evidence;
    this.strategy = Catalogue.strategy(settings.name());
    this.reception =
        population.as() == Population.As.PROCESSES ? Reception.open() : Reception.none();
    this.provision =
        strategy.provide(
            new ProvisionPlace(
                address.sockets(), population.most(), evidence.scoreboard(), settings));
    this.posts =
        new Posts(
            groupSize(),
            population.most(),
            strategy.traits().splitAddress(),
            address,
            provision,
            this::group);
    this.policy = population.policy().policy();
    this.gauge = new PopulationGauge(evidence.scoreboard(), address, Clock.monotonicNs());
  }

  private int groupSize() {
    boolean alone = strategy instanceof HandlerStrategy && population.as() == Population.As.THREADS;
    return alone ? 1 : population.threadsPerProcess();
  }

  private HandlerGroup group(int first) {
    List<HandlerPlace> places = new ArrayList<>();
    int end = Math.min(first + groupSize(), population.most());
    for (int handler = first; handler < end; handler++) {
      places.add(place(handler));
    }
    if (population.as() == Population.As.PROCESSES) {
      HandlerProcess process = new HandlerProcess(first, places, evidence, reception.command());
      processes.put(first, process);
      return process;
    }
    return switch (strategy) {
      case HandlerStrategy each -> {
        HandlerPlace place = places.getFirst();
        yield new HandlerThread(place.slot(), new Handler(each, place, population, evidence));
      }
      case CrewStrategy crew ->
          new HandlerCrew(
              crew,
              new CrewPlace(
                  places, population, handler -> evidence.exchange(handler, population.extra())));
    };
  }

  private HandlerPlace place(int handler) {
    return new HandlerPlace(
        evidence.scoreboard().slot(handler),
        population.most(),
        address.socketOf(handler),
        evidence.scoreboard(),
        settings,
        provision.forHandler(handler));
  }

  /** Creates every handler there is to be at the start; returns before they are available. */
  public void start() {
    ThisProcess.interruptCallsOn(Signal.NUDGE);
    evidence.scoreboard().setSpawnerPid(ThisProcess.pid());
    provision.socketsChanged(address.sockets());
    attendant = provision.attendant().map(AttendantThread::new);
    posts.open(population.handlers(), Clock.monotonicNs());
  }

  /**
   * Waits until every handler is available, admitting handler processes meanwhile.
   *
   * @return false when the time ran out first
   */
  public boolean awaitReady(long untilNs) {
    while (Clock.monotonicNs() < untilNs) {
      tend(Clock.monotonicNs());
      if (posts.all().stream().allMatch(post -> post.is(Post.Phase.SERVING))) {
        // once here, so that no class is left to be loaded when there is no descriptor for it
        tick();
        return true;
      }
      LockSupport.parkNanos(LOOK_EVERY_NS);
    }
    return false;
  }

  /**
   * How long to wait before {@link #tick} is called again, in nanoseconds. Never quite the same, so
   * that what is seen is not in step with what arrives.
   */
  public long tickEveryNs() {
    long jitterNs = Clock.monotonicNs() & JITTER_MASK_NS;
    return jitterNs + (population.policy().isFixed() ? FIXED_LOOK_EVERY_NS : LOOK_EVERY_NS);
  }

  /**
   * Admits handler processes that connected, replaces handlers that died, looks at the buffer, and
   * asks the policy when it is time to.
   */
  public void tick() {
    long nowNs = Clock.monotonicNs();
    tend(nowNs);
    ordered.ifPresent(handlers -> posts.become(handlers, nowNs));
    gauge.sample(nowNs);
    if (nowNs >= nextTickNs) {
      nextTickNs = nowNs + population.policy().tickNs();
      follow(gauge.take(nowNs, posts.wanted(), posts.starting()));
    }
  }

  /** What is to be done also before every handler is there, when no policy is asked yet. */
  private void tend(long nowNs) {
    attendant.ifPresent(AttendantThread::check);
    reception.admit(this::welcome);
    posts.tend(nowNs);
    for (; replaced < posts.replaced(); replaced++) {
      evidence.scoreboard().countReplaced();
    }
  }

  private void follow(Seen seen) {
    int wanted = ordered.orElseGet(() -> policy.wanted(seen));
    boolean known = address.showsPending();
    evidence
        .trace()
        .append(
            seen.nowNs(),
            wanted,
            seen.handlers(),
            seen.starting(),
            seen.available(),
            seen.meanServicing(),
            known ? seen.meanPending() : Double.NaN,
            known ? seen.maxPending() : -1,
            known ? (long) seen.waitNs() : -1);
    if (!population.policy().isFixed() && ordered.isEmpty()) {
      posts.become(wanted, seen.nowNs());
    }
  }

  /**
   * Has so many handlers from the next tick on, as fast as they come and leave, and asks the policy
   * no more.
   *
   * @return why that cannot be, in words for people; empty when it can
   */
  public Optional<String> resize(int handlers) {
    int most = population.most();
    if (population.policy().isFixed()) {
      return Optional.of("the population is fixed; say policy=directed");
    }
    if (handlers < 1 || handlers > most) {
      return Optional.of(handlers + " handlers are not between 1 and " + most);
    }
    if (handlers % groupSize() != 0 && handlers != most) {
      return Optional.of(
          handlers + " handlers are no whole number of processes of " + groupSize() + " threads");
    }
    ordered = OptionalInt.of(handlers);
    return Optional.empty();
  }

  /** Whether there are as many handlers as {@link #resize} said, all of them available or busy. */
  public boolean isResized() {
    return ordered.isPresent() && posts.wanted() == ordered.getAsInt() && posts.areSettled();
  }

  private void welcome(MessageChannel channel, ControlMessage hello) {
    HandlerProcess process = processes.get((int) hello.number("group"));
    if (process == null) {
      channel.close();
    } else {
      process.connected(channel);
    }
  }

  /**
   * Stops gracefully: no handler accepts any more, each completes what it has accepted, and leaves.
   *
   * @return false when some did not leave by themselves: they had to be left behind or ended by
   *     force at {@code untilNs}, or died meanwhile
   */
  public boolean stop(long untilNs) {
    boolean attended = attendant.map(thread -> thread.stop(untilNs)).orElse(true);
    List<Post> held = posts.all().stream().filter(post -> !post.is(Post.Phase.VACANT)).toList();
    held.forEach(Post::leave);
    while (Clock.monotonicNs() < untilNs && !held.stream().allMatch(Post::hasLeft)) {
      reception.admit(this::welcome);
      held.forEach(Post::nudge);
      LockSupport.parkNanos(NUDGE_EVERY_NS);
    }
    boolean clean =
        held.stream().flatMap(post -> post.group().slots().stream()).allMatch(Spawner::hasLeft);
    held.forEach(post -> post.group().end());
    return attended && clean;
  }

  private static boolean hasLeft(HandlerSlot slot) {
    HandlerState state = slot.state();
    return state == HandlerState.STOPPED || state == HandlerState.ABSENT;
  }

  /**
   * Ends whatever is left and closes what the spawner opened itself; the address and the evidence
   * are not its own.
   */
  @Override
  public void close() {
    posts.all().forEach(post -> post.group().end());
    reception.close();
    provision.close();
  }
}
