package stampede.harness.conformance.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import stampede.contract.HandlerState;
import stampede.contract.PopulationSample;
import stampede.harness.conformance.Flooding;
import stampede.harness.conformance.ServiceRecord;
import stampede.harness.conformance.Stage;
import stampede.linux.Clock;
import stampede.server.policy.ErlangC;

/** How many handlers there were in the course of a flood of steps, and how long requests waited. */
final class Course {
  /** The end of a step, in which what it needed to settle is over. */
  private static final double SETTLED = 0.6;

  private static final int MOST_REVERSALS = 5;
  private static final int FEW_MORE = 3;
  private static final double MOSTLY = 0.5;
  private static final double LATE = 3;

  private final Stage stage;
  private final Flooding flooding;
  private final List<Count> counts = new ArrayList<>();

  private record Count(long atNs, int handlers) {}

  /**
   * One step, in which the load stays the same.
   *
   * @param looks how often the handlers were counted in its settled part
   * @param median of those counts
   * @param least by Erlang's C for this load
   * @param reversals how often the number changed its direction in the whole step
   * @param waits how many waits are known of the settled part
   * @param within the share of them within the target
   * @param late the share of them far beyond it
   */
  record Phase(
      int ratePerS,
      int looks,
      int median,
      int least,
      int most,
      int reversals,
      int waits,
      double within,
      double late) {
    /** What noise cannot make of a number of handlers that is chosen well. */
    List<String> wrongs() {
      List<String> wrongs = new ArrayList<>();
      if (reversals > MOST_REVERSALS) {
        wrongs.add(
            "at %d/s the number of handlers changed its direction %d times"
                .formatted(ratePerS, reversals));
      }
      if (median > 2 * least + FEW_MORE && !isBehind()) {
        wrongs.add("at %d/s there were %d handlers where %d do".formatted(ratePerS, median, least));
      }
      if (isBehind() && median < most) {
        wrongs.add(
            "at %d/s %.0f%% of the requests waited more than %.0f times the target"
                .formatted(ratePerS, late * 100, LATE));
      }
      return wrongs;
    }

    /** Whether it had not come through with what had waited before: it has a use for many. */
    boolean isBehind() {
      return late > MOSTLY;
    }

    @Override
    public String toString() {
      return "at %d/s: %d handlers, the least is %d, %d reversals; of %d waits %.1f%% within the target"
          .formatted(ratePerS, median, least, reversals, waits, within * 100);
    }
  }

  Course(Stage stage, Flooding flooding) {
    this.stage = stage;
    this.flooding = flooding;
  }

  /** Counts the handlers now; where the server says how many it means to have, that is used. */
  void look() {
    if (stage.server().trace().isEmpty()) {
      int handlers =
          stage
              .scoreboard()
              .map(board -> board.count(HandlerState.AVAILABLE, HandlerState.SERVICING))
              .orElseGet(() -> stage.handlers().size());
      counts.add(new Count(Clock.monotonicNs(), handlers));
    }
  }

  /** The steps, once the flood is over. */
  List<Phase> phases(
      List<Integer> rates, long stepNs, long serviceNs, long targetNs, double quantile, int most) {
    stage
        .server()
        .trace()
        .ifPresent(trace -> trace.samples().stream().map(Course::count).forEach(counts::add));
    Map<Long, Long> accepted = new HashMap<>();
    for (ServiceRecord service : stage.services()) {
      accepted.put(service.id(), service.acceptedNs());
    }
    List<Phase> phases = new ArrayList<>();
    for (int i = 0; i < rates.size(); i++) {
      long fromNs = flooding.startNs() + i * stepNs;
      double erlangs = rates.get(i) * (serviceNs / 1e9);
      int least =
          ErlangC.leastHandlers(erlangs, (double) serviceNs, (double) targetNs, quantile, most);
      phases.add(phase(rates.get(i), fromNs, stepNs, least, most, targetNs, accepted));
    }
    return phases;
  }

  private static Count count(PopulationSample sample) {
    return new Count(sample.atNs(), sample.handlers());
  }

  private Phase phase(
      int ratePerS,
      long fromNs,
      long stepNs,
      int least,
      int most,
      long targetNs,
      Map<Long, Long> accepted) {
    long settledNs = fromNs + (long) (SETTLED * stepNs);
    long untilNs = fromNs + stepNs;
    int[] settled = handlers(settledNs, untilNs).sorted().toArray();
    long[] waits = waits(settledNs, untilNs, accepted);
    return new Phase(
        ratePerS,
        settled.length,
        settled.length == 0 ? 0 : settled[settled.length / 2],
        least,
        most,
        reversals(handlers(fromNs, untilNs).toArray()),
        waits.length,
        share(waits, targetNs, false),
        share(waits, (long) (LATE * targetNs), true));
  }

  private IntStream handlers(long fromNs, long untilNs) {
    return counts.stream()
        .filter(count -> fromNs <= count.atNs && count.atNs < untilNs)
        .mapToInt(Count::handlers);
  }

  private static int reversals(int[] handlers) {
    int reversals = 0;
    int direction = 0;
    for (int i = 1; i < handlers.length; i++) {
      int change = Integer.signum(handlers[i] - handlers[i - 1]);
      reversals += change != 0 && direction != 0 && change != direction ? 1 : 0;
      direction = change == 0 ? direction : change;
    }
    return reversals;
  }

  /** From being established to being accepted, of the requests established in that time. */
  private long[] waits(long fromNs, long untilNs, Map<Long, Long> accepted) {
    List<Long> waits = new ArrayList<>();
    flooding
        .history()
        .read(
            0,
            (id,
                outcome,
                handler,
                intendedNs,
                begunNs,
                establishedNs,
                sentNs,
                firstNs,
                closedNs) -> {
              long acceptedNs = accepted.getOrDefault(id, 0L);
              if (fromNs <= establishedNs && establishedNs < untilNs && acceptedNs > 0) {
                waits.add(acceptedNs - establishedNs);
              }
            });
    return waits.stream().mapToLong(Long::longValue).toArray();
  }

  private static double share(long[] waits, long boundNs, boolean beyond) {
    long count = 0;
    for (long wait : waits) {
      count += wait > boundNs == beyond ? 1 : 0;
    }
    return waits.length == 0 ? 0 : (double) count / waits.length;
  }
}
