package stampede.harness.conformance;

import java.util.HashSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import stampede.contract.Units;
import stampede.harness.observe.HandlerCounts;
import stampede.linux.Clock;
import stampede.load.Visits;

/**
 * Who is told of a request: single requests to a server at rest, and who left sleep for each, which
 * the kernel counts. Immutable.
 *
 * @param trials how many requests
 * @param handlers how many handlers slept, each time
 * @param several in how many trials more than one was told
 * @param woken handlers told, summed over the trials
 * @param emptyAccepts attempts that found nothing and were seen by the handler itself
 * @param losers handlers that were told, and got nothing, at least once
 */
public record Announcements(
    int trials, int handlers, int several, long woken, long emptyAccepts, Set<Integer> losers) {
  private static final long SETTLE_WITHIN_NS = 2_000_000_000L;
  private static final long ANSWER_WITHIN_NS = 5_000_000_000L;

  /**
   * One request that keeps the handler that got it.
   *
   * @param woken handlers told in all, that one with them
   * @param wokenMeanwhile those of them that were told before it ended
   * @param spreadNs from the request until the last of those had been told and slept again, at most
   */
  public record Held(int woken, int wokenMeanwhile, long spreadNs) {}

  /** Copies what may change. */
  public Announcements {
    losers = Set.copyOf(losers);
  }

  /** Sends them, one by one; empty when the server did not come to rest in between. */
  public static Optional<Announcements> of(Stage stage, int trials) {
    int several = 0;
    long wokenInAll = 0;
    long emptyAccepts = 0;
    int handlers = 0;
    Set<Integer> losers = new HashSet<>();
    try (Visits visits = stage.visits("none", 1)) {
      for (int i = 0; i < trials; i++) {
        if (!stage.settle(SETTLE_WITHIN_NS)) {
          return Optional.empty();
        }
        Herd before = Herd.now(stage.server());
        visits.begin();
        if (!visits.awaitAll(ANSWER_WITHIN_NS) || !stage.settle(SETTLE_WITHIN_NS)) {
          return Optional.empty();
        }
        Herd herd = Herd.now(stage.server()).since(before);
        several += herd.woken() >= 2 ? 1 : 0;
        wokenInAll += herd.woken();
        emptyAccepts += herd.emptyAccepts();
        handlers = herd.size();
        herd.losers().stream().map(HandlerCounts::handler).forEach(losers::add);
      }
    }
    return Optional.of(
        new Announcements(trials, handlers, several, wokenInAll, emptyAccepts, losers));
  }

  /** One request that is in service for {@code heldNs}; empty when the server did not rest. */
  public static Optional<Held> held(Stage stage, long heldNs) {
    if (!stage.settle(SETTLE_WITHIN_NS)) {
      return Optional.empty();
    }
    try (Visits visits = stage.visits("sleep:" + Units.duration(heldNs), 1)) {
      Herd before = Herd.now(stage.server());
      long sentNs = Clock.monotonicNs();
      visits.begin();
      Herd meanwhile = before;
      long spreadNs = 0;
      while (!visits.awaitAll(0)) {
        Herd now = Herd.now(stage.server()).since(before);
        if (visits.awaitAll(0)) {
          break; // it may have ended before the last look
        }
        spreadNs = now.wakeups() != meanwhile.wakeups() ? Clock.monotonicNs() - sentNs : spreadNs;
        meanwhile = now;
        if (Clock.monotonicNs() - sentNs > ANSWER_WITHIN_NS) {
          return Optional.empty();
        }
      }
      if (!stage.settle(SETTLE_WITHIN_NS)) {
        return Optional.empty();
      }
      int woken = Herd.now(stage.server()).since(before).woken();
      return Optional.of(new Held(woken, Math.min(woken, meanwhile.woken() + 1), spreadNs));
    }
  }

  /** Mean number of handlers told of one request. */
  public double wokenPerRequest() {
    return trials == 0 ? 0 : (double) woken / trials;
  }

  /** That, as a share of the handlers that slept. */
  public double share() {
    return handlers == 0 ? 0 : wokenPerRequest() / handlers;
  }

  /** Losers that the handlers never saw themselves: they slept on within the kernel. */
  public OptionalLong hidden() {
    long found = woken - trials - emptyAccepts;
    return found >= 0 ? OptionalLong.of(found) : OptionalLong.empty();
  }
}
