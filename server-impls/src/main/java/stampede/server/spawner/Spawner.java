package stampede.server.spawner;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
import stampede.server.StartException;
import stampede.server.WellKnownAddress;
import stampede.server.strategy.Catalogue;
import stampede.server.strategy.CrewPlace;
import stampede.server.strategy.CrewStrategy;
import stampede.server.strategy.HandlerPlace;
import stampede.server.strategy.HandlerStrategy;
import stampede.server.strategy.Provision;
import stampede.server.strategy.ProvisionPlace;
import stampede.server.strategy.Strategy;

/**
 * Creates the handlers of one server, replaces those that die, and stops them (claims 1, 5, 14,
 * 19). One thread uses it, and that thread must live as long as the handler processes it starts:
 * they die with it.
 */
public final class Spawner implements AutoCloseable {
  private static final long NUDGE_EVERY_NS = 5_000_000L;
  private static final long LOOK_EVERY_NS = 1_000_000L;

  private final Settings settings;
  private final Population population;
  private final WellKnownAddress address;
  private final Evidence evidence;
  private final Reception reception;
  private final List<HandlerGroup> groups = new ArrayList<>();
  private final Map<HandlerGroup, RespawnPause> pauses = new HashMap<>();
  private final Map<HandlerGroup, Long> dueNs = new HashMap<>();
  private Provision provision = Provision.NONE;
  private Optional<AttendantThread> attendant = Optional.empty();

  /** A spawner for a server whose address is open; nothing is started yet. */
  public Spawner(
      Settings settings, Population population, WellKnownAddress address, Evidence evidence) {
    this.settings = settings;
    this.population = population;
    this.address = address;
    this.evidence = evidence;
    this.reception =
        population.as() == Population.As.PROCESSES ? Reception.open() : Reception.none();
  }

  /** Creates every handler; returns before they are available. */
  public void start() {
    ThisProcess.interruptCallsOn(Signal.NUDGE);
    evidence.scoreboard().setSpawnerPid(ThisProcess.pid());
    Strategy strategy = Catalogue.strategy(settings.name());
    provision = provide(strategy);
    int size = groupSize(strategy);
    for (int first = 0; first < population.handlers(); first += size) {
      groups.add(group(first, Math.min(size, population.handlers() - first)));
    }
    for (HandlerGroup group : groups) {
      pauses.put(group, new RespawnPause());
      start(group);
    }
  }

  private Provision provide(Strategy strategy) {
    Provision made =
        strategy.provide(
            new ProvisionPlace(
                address.sockets(), population.most(), evidence.scoreboard(), settings));
    made.socketsChanged(address.sockets());
    attendant = made.attendant().map(AttendantThread::new);
    return made;
  }

  private int groupSize(Strategy strategy) {
    boolean alone = strategy instanceof HandlerStrategy && population.as() == Population.As.THREADS;
    return alone ? 1 : population.threadsPerProcess();
  }

  private HandlerGroup group(int first, int count) {
    List<HandlerPlace> places = new ArrayList<>();
    for (int handler = first; handler < first + count; handler++) {
      places.add(place(handler));
    }
    if (population.as() == Population.As.PROCESSES) {
      return new HandlerProcess(groups.size(), places, evidence, reception.command());
    }
    return switch (Catalogue.strategy(settings.name())) {
      case HandlerStrategy each -> {
        HandlerPlace place = places.getFirst();
        yield new HandlerThread(place.slot(), new Handler(each, place, population, evidence));
      }
      case CrewStrategy crew ->
          new HandlerCrew(crew, new CrewPlace(places, population, evidence::exchange));
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

  private void start(HandlerGroup group) {
    pauses.get(group).started(Clock.monotonicNs());
    group.start();
  }

  /**
   * Waits until every handler is available, admitting handler processes meanwhile.
   *
   * @return false when the time ran out first
   */
  public boolean awaitReady(long untilNs) {
    while (Clock.monotonicNs() < untilNs) {
      tick();
      if (evidence.scoreboard().count(HandlerState.AVAILABLE, HandlerState.SERVICING)
          == population.handlers()) {
        return true;
      }
      LockSupport.parkNanos(LOOK_EVERY_NS);
    }
    return false;
  }

  /**
   * Admits handler processes that connected and replaces handlers that died. To be called every few
   * milliseconds.
   */
  public void tick() {
    attendant.ifPresent(AttendantThread::check);
    reception.admit(this::welcome);
    long nowNs = Clock.monotonicNs();
    for (HandlerGroup group : groups) {
      if (!group.isAlive()) {
        replace(group, nowNs);
      }
    }
  }

  private void welcome(MessageChannel channel, ControlMessage hello) {
    int group = (int) hello.number("group");
    if (group < 0 || group >= groups.size()) {
      channel.close();
    } else if (groups.get(group) instanceof HandlerProcess process) {
      process.connected(channel);
    }
  }

  private void replace(HandlerGroup group, long nowNs) {
    Long due = dueNs.get(group);
    if (due == null) {
      group.slots().forEach(slot -> slot.setState(HandlerState.ABSENT));
      due = pauses.get(group).died(nowNs);
      dueNs.put(group, due);
    }
    if (nowNs >= due) {
      dueNs.remove(group);
      evidence.scoreboard().countReplaced();
      startAgain(group);
    }
  }

  /** What cannot be started now is tried again later: the others serve meanwhile. */
  private void startAgain(HandlerGroup group) {
    try {
      start(group);
    } catch (StartException failure) {
      System.err.println("stampede: " + failure.getMessage());
    }
  }

  /**
   * Stops gracefully: no handler accepts any more, each completes what it has accepted, and leaves.
   * What is blocked in a system call is nudged out of it, again and again, for a signal may come
   * just before the call.
   *
   * @return false when some did not leave by themselves: they had to be left behind or ended by
   *     force at {@code untilNs}, or died meanwhile
   */
  public boolean stop(long untilNs) {
    List<HandlerSlot> slots = groups.stream().flatMap(group -> group.slots().stream()).toList();
    boolean attended = attendant.map(thread -> thread.stop(untilNs)).orElse(true);
    groups.forEach(HandlerGroup::stop);
    while (Clock.monotonicNs() < untilNs && groups.stream().anyMatch(HandlerGroup::isAlive)) {
      reception.admit(this::welcome);
      groups.stream().filter(HandlerGroup::isAlive).forEach(Spawner::nudge);
      LockSupport.parkNanos(NUDGE_EVERY_NS);
    }
    boolean clean = attended && slots.stream().allMatch(Spawner::hasLeft);
    groups.forEach(HandlerGroup::end);
    return clean;
  }

  private static boolean hasLeft(HandlerSlot slot) {
    HandlerState state = slot.state();
    return state == HandlerState.STOPPED || state == HandlerState.ABSENT;
  }

  /** Only the living are nudged: the ids of the dead may be those of others by now. */
  private static void nudge(HandlerGroup group) {
    group.slots().forEach(Spawner::nudge);
  }

  private static void nudge(HandlerSlot slot) {
    int pid = slot.pid();
    int tid = slot.tid();
    if (pid > 0 && tid > 0 && slot.state() == HandlerState.AVAILABLE) {
      Signal.NUDGE.sendTo(pid, tid);
    }
  }

  /**
   * Ends whatever is left and closes what the spawner opened itself; the address and the evidence
   * are not its own.
   */
  @Override
  public void close() {
    groups.forEach(HandlerGroup::end);
    reception.close();
    provision.close();
  }
}
