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
 * <p>A request is <em>stranded</em> by a strike when it was pending as the handlers came back, was
 * accepted only after that, and either was overtaken (a request that came {@value #MARGIN_NS} ns
 * later was answered before) or waited that long although a handler that was not struck had nothing
 * to do. A busy server whose handlers take requests in order strands none, however many wait. It is
 * <em>lost</em> when it was under way while the handlers were away and got no answer.
 *
 * <p>Use an object once, from one thread. Memory: a few words for each request that was under way
 * as the handlers came back.
 */
public final class Reckoning {
  /** What two clocks' readers in different processes may disagree on the order of. */
  static final long MARGIN_NS = 20_000_000L;

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
    for (int thread = 0; thread < history.threads(); thread++) {
      history.read(thread, reckoning::onAttempt);
    }
    ledger.ifPresent(kept -> kept.read(reckoning::onService));
    return Arrays.stream(reckoning.absences).map(Absence::aftermath).toList();
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
    private final long toNs;
    private final Map<Long, Long> establishedNs = new HashMap<>();
    private final Map<Long, Long> acceptedNs = new HashMap<>();
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

    void onAttempt(long id, long established, long firstByte, long ended) {
      if (firstByte >= fromNs && firstByte < toNs) {
        newestAnsweredNs = Math.max(newestAnsweredNs, established);
      }
      if (established > 0 && established < toNs && ended >= toNs) {
        establishedNs.put(id, established);
      }
    }

    void onService(Ledger.State state, long id, int handler, long accepted, long completed) {
      if (accepted >= toNs) {
        if (establishedNs.containsKey(id)) {
          acceptedNs.put(id, accepted);
        }
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
      long stranded = 0;
      long longestNs = 0;
      for (Map.Entry<Long, Long> accepted : acceptedNs.entrySet()) {
        long came = establishedNs.get(accepted.getKey());
        boolean overtaken = came + MARGIN_NS < newestAnsweredNs;
        boolean neglected = idleNs != Long.MAX_VALUE && Math.max(came, idleNs) + MARGIN_NS < toNs;
        if (overtaken || neglected) {
          stranded++;
          longestNs = Math.max(longestNs, accepted.getValue() - came);
        }
      }
      return new Aftermath(strike, lost, stranded, longestNs);
    }
  }
}
