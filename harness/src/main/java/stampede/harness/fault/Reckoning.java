package stampede.harness.fault;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import stampede.contract.History;
import stampede.contract.Ledger;
import stampede.contract.Outcome;

/**
 * What strikes cost, reckoned from the records of clients and handlers when the flood is over.
 *
 * <p>A request is <em>stranded</em> by a strike when it was pending as the handlers came back, one
 * of them accepted it after that, and either it was overtaken (a request that came {@value
 * #MARGIN_NS} ns later was answered before) or waited that long although a handler that was not
 * struck had nothing to do. The latter does not count when such a handler then took requests that
 * had waited like it: on a crowded machine handlers are slow to come to one queue. A busy server
 * whose handlers take requests in order strands none, however many wait. Nor is that stranded which
 * a handler had in hand: stopped as accept returned, it writes down only afterwards that it took
 * it. So the first that a stopped handler takes, when it came before the stop, does not count. A
 * request is <em>lost</em> when it was under way while the handlers were away and got no answer.
 *
 * <p>Use an object once, from one thread. Memory: a few words for each request that was under way
 * as the handlers came back.
 */
public final class Reckoning {
  /** Processes that wait for a CPU write down what happened so much later than it did. */
  static final long MARGIN_NS = 50_000_000L;

  private final Absence[] absences;

  private Reckoning(List<Strike> strikes, int handlers, long endNs) {
    this.absences =
        strikes.stream()
            .map(strike -> new Absence(strike, handlers, endNs))
            .toArray(Absence[]::new);
  }

  /**
   * Reckons what each strike cost.
   *
   * @param handlers how many handlers the server has
   * @param endNs the end of the measured window, which bounds absences that did not end
   */
  public static List<Aftermath> of(
      List<Strike> strikes, History history, Optional<Ledger> ledger, int handlers, long endNs) {
    if (strikes.isEmpty()) {
      return List.of();
    }
    Reckoning reckoning = new Reckoning(strikes, handlers, endNs);
    ledger.ifPresent(kept -> kept.read(reckoning::onReturn));
    for (int thread = 0; thread < history.threads(); thread++) {
      history.read(thread, reckoning::onAttempt);
    }
    ledger.ifPresent(kept -> kept.read(reckoning::onService));
    return Arrays.stream(reckoning.absences).map(Absence::aftermath).toList();
  }

  private void onReturn(
      Ledger.State state,
      long id,
      int handler,
      int cpu,
      long acceptedNs,
      long begunNs,
      long completedNs) {
    for (Absence absence : absences) {
      absence.onReturn(handler, acceptedNs);
    }
  }

  private void onAttempt(
      long id,
      Outcome outcome,
      int handler,
      long intendedNs,
      long begunNs,
      long establishedNs,
      long sentNs,
      long firstByteNs,
      long closedNs) {
    long endedNs = outcome == Outcome.UNFINISHED ? Long.MAX_VALUE : closedNs;
    boolean lost = outcome != Outcome.OK;
    for (Absence absence : absences) {
      if (lost && begunNs <= absence.toNs && endedNs >= absence.fromNs) {
        absence.lost++;
        lost = false;
      }
      absence.onAttempt(id, establishedNs, firstByteNs, endedNs);
    }
  }

  private void onService(
      Ledger.State state,
      long id,
      int handler,
      int cpu,
      long acceptedNs,
      long begunNs,
      long completedNs) {
    for (Absence absence : absences) {
      absence.onService(state, id, handler, acceptedNs, completedNs);
    }
  }

  /** The time for which the handlers of one strike were away. */
  private static final class Absence {
    private final Strike strike;
    private final long fromNs;
    private long toNs;
    private final Map<Long, Long> establishedNs = new HashMap<>();
    private final Map<Long, Accepted> accepted = new HashMap<>();

    /** Of each handler that had been stopped, the first it took of what was pending. */
    private final Map<Integer, Accepted> firstTaken = new HashMap<>();

    private final Set<Integer> busy = new HashSet<>();
    private final long[] idleSinceNs;
    private long newestAnsweredNs;
    private long lost;

    Absence(Strike strike, int handlers, long endNs) {
      this.strike = strike;
      this.fromNs = strike.atNs();
      this.toNs = strike.overNs().orElse(endNs);
      this.idleSinceNs = new long[handlers];
      Arrays.fill(idleSinceNs, fromNs);
    }

    /**
     * A successor is back when it first accepts, which is a moment before anybody sees it there.
     */
    void onReturn(int handler, long acceptedNs) {
      boolean successor =
          strike.plan().kind() == FaultPlan.Kind.KILL && strike.handlers().contains(handler);
      if (successor && acceptedNs > fromNs + MARGIN_NS) {
        toNs = Math.min(toNs, acceptedNs);
      }
    }

    void onAttempt(long id, long established, long firstByte, long ended) {
      if (firstByte >= fromNs && firstByte < toNs) {
        newestAnsweredNs = Math.max(newestAnsweredNs, established);
      }
      if (established > 0 && established < toNs && ended >= toNs) {
        establishedNs.put(id, established);
      }
    }

    void onService(Ledger.State state, long id, int handler, long acceptedNs, long completed) {
      if (acceptedNs >= toNs) {
        if (establishedNs.containsKey(id)) {
          boolean back = strike.handlers().contains(handler);
          Accepted taken = new Accepted(establishedNs.get(id), acceptedNs, back);
          accepted.put(id, taken);
          if (back && strike.plan().kind() == FaultPlan.Kind.STOP) {
            firstTaken.merge(handler, taken, (a, b) -> a.acceptedNs() <= b.acceptedNs() ? a : b);
          }
        }
      } else if (handler == Ledger.NOBODY) {
        return;
      } else if (state == Ledger.State.COMPLETED && completed < toNs) {
        idleSinceNs[handler] = Math.max(idleSinceNs[handler], completed);
      } else if (state != Ledger.State.ABANDONED) {
        busy.add(handler);
      }
    }

    /** Since when some handler that was not struck had nothing to do till the others came back. */
    private long idleSinceNs() {
      long since = Long.MAX_VALUE;
      for (int handler = 0; handler < idleSinceNs.length; handler++) {
        if (!busy.contains(handler) && !strike.handlers().contains(handler)) {
          since = Math.min(since, idleSinceNs[handler]);
        }
      }
      return since;
    }

    Aftermath aftermath() {
      long idleNs = idleSinceNs();
      boolean bound =
          accepted.values().stream().noneMatch(each -> !each.back() && isNeglected(each, idleNs));
      long stranded = 0;
      long longestNs = 0;
      for (Accepted each : accepted.values()) {
        boolean overtaken = each.cameNs() + MARGIN_NS < newestAnsweredNs;
        boolean waited = each.back() && !wasInHand(each);
        if (waited && (overtaken || (bound && isNeglected(each, idleNs)))) {
          stranded++;
          longestNs = Math.max(longestNs, each.acceptedNs() - each.cameNs());
        }
      }
      return new Aftermath(strike, lost, stranded, longestNs);
    }

    private boolean wasInHand(Accepted each) {
      return each.cameNs() <= fromNs + MARGIN_NS && firstTaken.containsValue(each);
    }

    private boolean isNeglected(Accepted each, long idleNs) {
      return idleNs != Long.MAX_VALUE && Math.max(each.cameNs(), idleNs) + MARGIN_NS < toNs;
    }
  }

  /** A request that was pending as the handlers came back; {@code back} if one of them took it. */
  private record Accepted(long cameNs, long acceptedNs, boolean back) {}
}
