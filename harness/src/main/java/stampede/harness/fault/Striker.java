package stampede.harness.fault;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.Stream;
import stampede.contract.HandlerSlot;
import stampede.contract.Scoreboard;
import stampede.linux.Clock;
import stampede.linux.Signal;

/**
 * Makes the faults of one round: strikes handler processes chosen by the seed when it is time, lets
 * the stopped go on, and sees when the killed are replaced. Whoever watches the flood calls {@link
 * #tick} when {@link #nextNs} has come, and {@link #finish} when the measured window ends:
 *
 * <pre>{@code
 * try (Striker striker = Striker.of(plans, scoreboard, spawner, windowStartNs, seed)) {
 *   while (...) { awaitUntil(striker.nextNs(nowNs)); striker.tick(nowNs); }
 *   striker.finish();
 *   List<Strike> strikes = striker.strikes();
 * }
 * }</pre>
 *
 * <p>Closing it leaves nobody stopped. One thread uses it.
 */
public final class Striker implements AutoCloseable {
  private static final long LOOK_EVERY_NS = 2_000_000L;

  private final List<FaultPlan> due;
  private final Scoreboard scoreboard;
  private final int spawner;
  private final long windowNs;
  private final Random random;
  private final List<Away> away = new ArrayList<>();
  private final List<Strike> strikes = new ArrayList<>();

  /** Handlers that are away: which strike it was, and who was struck. */
  private record Away(int strike, List<Victim> victims) {}

  private Striker(
      List<FaultPlan> due, Scoreboard scoreboard, int spawner, long windowNs, long seed) {
    this.due = due;
    this.scoreboard = scoreboard;
    this.spawner = spawner;
    this.windowNs = windowNs;
    this.random = new Random(seed);
  }

  /**
   * The striker of one round.
   *
   * @param spawner the process whose children the handler processes are
   * @param windowNs when the measured window begins, by the monotonic clock
   */
  public static Striker of(
      List<FaultPlan> plans, Scoreboard scoreboard, int spawner, long windowNs, long seed) {
    List<FaultPlan> due = new ArrayList<>(plans);
    due.sort((a, b) -> Long.compare(a.atNs(), b.atNs()));
    return new Striker(due, scoreboard, spawner, windowNs, seed);
  }

  /** Strikes nobody. */
  public static Striker none() {
    return new Striker(List.of(), null, 0, 0, 0);
  }

  /** When to call {@link #tick} next. */
  public long nextNs(long nowNs) {
    Stream<Long> begins = due.stream().map(plan -> windowNs + plan.atNs());
    Stream<Long> ends = away.stream().map(each -> overNs(each, nowNs));
    return Stream.concat(begins, ends).min(Long::compare).orElse(Long.MAX_VALUE);
  }

  /** A stop is over when we end it; whether a kill is over has to be looked for. */
  private long overNs(Away each, long nowNs) {
    Strike strike = strikes.get(each.strike());
    return strike.plan().kind() == FaultPlan.Kind.STOP
        ? strike.atNs() + strike.plan().lengthNs()
        : nowNs + LOOK_EVERY_NS;
  }

  /** Does whatever it is time for. */
  public void tick(long nowNs) {
    for (Away each : List.copyOf(away)) {
      if (isOver(each, nowNs)) {
        end(each);
      }
    }
    while (!due.isEmpty() && windowNs + due.getFirst().atNs() <= nowNs) {
      strike(due.removeFirst());
    }
  }

  private boolean isOver(Away each, long nowNs) {
    return strikes.get(each.strike()).plan().kind() == FaultPlan.Kind.STOP
        ? overNs(each, nowNs) <= nowNs
        : each.victims().stream().allMatch(Victim::isReplaced);
  }

  private void end(Away each) {
    strikes.set(each.strike(), strikes.get(each.strike()).over(Clock.monotonicNs()));
    release(each);
    away.remove(each);
  }

  /** To one that was killed it says nothing. */
  private static void release(Away each) {
    each.victims().forEach(victim -> victim.send(Signal.CONT));
    each.victims().forEach(Victim::close);
  }

  private void strike(FaultPlan plan) {
    List<Victim> victims = choose(plan.count());
    Signal signal = plan.kind() == FaultPlan.Kind.KILL ? Signal.KILL : Signal.STOP;
    long nowNs = Clock.monotonicNs();
    victims.forEach(victim -> victim.send(signal));
    List<Long> inService = victims.stream().flatMap(victim -> victim.inService().stream()).toList();
    strikes.add(
        new Strike(
            plan,
            windowNs,
            nowNs,
            OptionalLong.empty(),
            victims.stream().flatMap(victim -> victim.handlers().stream()).toList(),
            victims.stream().map(Victim::pid).toList(),
            inService));
    away.add(new Away(strikes.size() - 1, victims));
  }

  /** Fewer than asked for where fewer are there, such as those killed a moment before. */
  private List<Victim> choose(int count) {
    List<Integer> pids =
        new ArrayList<>(
            scoreboard.all().stream()
                .map(HandlerSlot::pid)
                .filter(pid -> pid > 0 && !isAway(pid))
                .distinct()
                .toList());
    Collections.shuffle(pids, random);
    List<Victim> victims = new ArrayList<>();
    for (int pid : pids) {
      if (victims.size() < count) {
        Victim.hold(scoreboard, spawner, pid).ifPresent(victims::add);
      }
    }
    return victims;
  }

  private boolean isAway(int pid) {
    return away.stream().flatMap(each -> each.victims().stream()).anyMatch(v -> v.pid() == pid);
  }

  /** Ends every stop that has not ended: the measured window is over. */
  public void finish() {
    for (Away each : List.copyOf(away)) {
      if (strikes.get(each.strike()).plan().kind() == FaultPlan.Kind.STOP) {
        end(each);
      }
    }
  }

  /** What was done, in order of time. */
  public List<Strike> strikes() {
    return List.copyOf(strikes);
  }

  @Override
  public void close() {
    away.forEach(Striker::release);
    away.clear();
  }
}
