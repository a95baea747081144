package stampede.harness.conformance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import stampede.contract.Units;
import stampede.linux.Clock;
import stampede.load.Visit;
import stampede.load.Visits;

/**
 * What became of some requests sent at once, each of which keeps its handler for a while: how many
 * were in service together, and what waited in the buffer meanwhile. Immutable.
 *
 * @param heldNs how long each asked its handler to sleep
 * @param count how many there were
 * @param answered how many of them were answered
 * @param services when each was in service, and by whom; in order of their begin
 * @param looks what the buffer and the handlers showed, in order of time
 */
public record Burst(
    long heldNs, int count, int answered, List<InService> services, List<Look> looks) {
  private static final long ANSWER_WITHIN_NS = 15_000_000_000L;
  private static final long LOOK_EVERY_NS = 1_000_000L;

  /**
   * One service, by the monotonic clock.
   *
   * @param handler who, -1 where nobody says
   */
  public record InService(long acceptedNs, long begunNs, long endedNs, int handler) {
    boolean isUnderWayAt(long ns) {
      return begunNs <= ns && ns < endedNs;
    }
  }

  /**
   * One look.
   *
   * @param pending requests in the buffer, -1 where the kernel does not show it
   * @param accepted requests of the burst that were accepted, -1 where the server does not say
   */
  public record Look(long atNs, int pending, long accepted) {}

  /** Copies what may change. */
  public Burst {
    services = List.copyOf(services);
    looks = List.copyOf(looks);
  }

  /** Sends {@code count} requests to a stage at rest, each to be held {@code heldNs}. */
  public static Burst of(Stage stage, int count, long heldNs) {
    try (Visits visits = stage.visits("sleep:" + Units.duration(heldNs), count)) {
      OptionalLong before = stage.accepts();
      List<Visit> sent = visits.begin(count);
      List<Look> looks = new ArrayList<>();
      long untilNs = Clock.monotonicNs() + heldNs;
      while (Clock.monotonicNs() < untilNs && visits.underway().size() == count) {
        looks.add(look(stage, before));
        LockSupport.parkNanos(LOOK_EVERY_NS);
        visits.advance();
      }
      visits.awaitAll(ANSWER_WITHIN_NS);
      int answered = (int) sent.stream().filter(Visit::isAnswered).count();
      return new Burst(heldNs, count, answered, services(stage, sent, heldNs), looks);
    }
  }

  private static Look look(Stage stage, OptionalLong before) {
    long accepted = stage.accepts().orElse(-1);
    int pending = stage.pending().orElse(-1);
    return new Look(
        Clock.monotonicNs(), pending, before.isPresent() ? accepted - before.getAsLong() : -1);
  }

  /** As the handlers recorded them; else as long as it must have taken, before each answer. */
  private static List<InService> services(Stage stage, List<Visit> sent, long heldNs) {
    List<InService> recorded =
        stage.services(sent).stream()
            .filter(service -> service.begunNs() > 0 && service.completedNs() > 0)
            .map(Burst::inService)
            .toList();
    Stream<InService> services =
        recorded.isEmpty()
            ? sent.stream().filter(Visit::isAnswered).map(visit -> inService(visit, heldNs))
            : recorded.stream();
    return services.sorted(Comparator.comparingLong(InService::begunNs)).toList();
  }

  private static InService inService(ServiceRecord service) {
    return new InService(
        service.acceptedNs(), service.begunNs(), service.completedNs(), service.handler());
  }

  /**
   * A client sees the end a little late. Half of the time that the service took before then is
   * surely part of it, and of no service that came before or after it by the same handler.
   */
  private static InService inService(Visit visit, long heldNs) {
    long begunNs = visit.closedNs() - heldNs;
    return new InService(begunNs, begunNs, visit.closedNs() - heldNs / 2, visit.handler());
  }

  /** Those that were in service at the first instant when most were. */
  public List<InService> together() {
    return services.stream()
        .map(service -> at(service.begunNs))
        .max(Comparator.comparingInt(List::size))
        .orElse(List.of());
  }

  private List<InService> at(long ns) {
    return services.stream().filter(service -> service.isUnderWayAt(ns)).toList();
  }

  /** How many handlers were in service at that instant; each service counts where none is named. */
  public int handlersTogether() {
    List<InService> most = together();
    long named = most.stream().mapToInt(InService::handler).filter(handler -> handler >= 0).count();
    return named < most.size()
        ? most.size()
        : (int) most.stream().mapToInt(InService::handler).distinct().count();
  }

  /** What was seen while as many were in service together as ever. */
  public List<Look> looksTogether() {
    List<InService> most = together();
    long fromNs = most.stream().mapToLong(InService::begunNs).max().orElse(0);
    long untilNs = most.stream().mapToLong(InService::endedNs).min().orElse(0);
    return looks.stream().filter(look -> fromNs <= look.atNs && look.atNs < untilNs).toList();
  }

  /** Whether all were answered. */
  public boolean isAnswered() {
    return answered == count;
  }
}
