package stampede.harness.experiment;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.HdrHistogram.Histogram;

/**
 * Connections that stood only after their SYN had been sent again. Linux waits a second before it
 * repeats a SYN, and from there the times have steps: 1, 2, 3 and 4 s where the first repetitions
 * are evenly spaced, 1, 3 and 7 s where each wait is twice the last. Sources: tcp(7),
 * tcp_syn_linear_timeouts in the kernel's ip-sysctl.
 *
 * <p>What is near a step is counted as being on it, provided that the kernel repeated any SYN at
 * all. Pure.
 */
final class SynSteps {
  private static final int[] STEPS_S = {1, 2, 3, 4, 7};
  private static final long SECOND_NS = 1_000_000_000L;

  /** How much sooner than a step a connection may stand: rounding. */
  private static final long BEFORE_NS = 10_000_000L;

  /** How much later: the kernel's timers are coarse, and the way there and back takes its time. */
  private static final long AFTER_NS = 250_000_000L;

  private static final String TIMED_OUT = "connect.timeout";

  private SynSteps() {}

  /** What is to be said of the rounds of a cell; empty when no connection was on a step. */
  static Optional<String> note(Collection<RoundResult> rounds, long timeoutNs) {
    Histogram connect = new Histogram(3);
    long timedOut = 0;
    for (RoundResult round : rounds) {
      connect.add(RoundFigures.histogram(round, "connect"));
      timedOut += round.flood().errors().getOrDefault(TIMED_OUT, 0L);
    }
    return sum(rounds, "TCPSynRetrans") == 0
        ? Optional.empty()
        : note(connect, timedOut, timeoutNs, sum(rounds, "ListenOverflows") > 0);
  }

  /**
   * The same of one flood in which SYNs were repeated.
   *
   * @param timedOut connects given up after {@code timeoutNs}: they stood on no step
   * @param overflowed whether a listen queue of this machine overflowed meanwhile
   */
  static Optional<String> note(
      Histogram connect, long timedOut, long timeoutNs, boolean overflowed) {
    List<String> counts = new ArrayList<>();
    for (int step : STEPS_S) {
      long fromNs = step * SECOND_NS - BEFORE_NS;
      long toNs = step * SECOND_NS + AFTER_NS;
      boolean givenUpHere = timeoutNs >= fromNs && timeoutNs <= toNs;
      long count = connect.getCountBetweenValues(fromNs, toNs) - (givenUpHere ? timedOut : 0);
      if (count > 0) {
        counts.add(text(count, step, counts.isEmpty()));
      }
    }
    String why = overflowed ? "the listen queue overflowed" : "a SYN or its answer was lost";
    return counts.isEmpty()
        ? Optional.empty()
        : Optional.of(String.join(", ", counts) + ": " + why);
  }

  private static long sum(Collection<RoundResult> rounds, String counter) {
    return rounds.stream().mapToLong(round -> round.window().tcp(counter).orElse(0)).sum();
  }

  private static String text(long count, int stepS, boolean first) {
    String noun = count == 1 ? " connection" : " connections";
    String whole = first ? noun + " took the %d s step of a retransmitted SYN" : " the %d s step";
    return String.format(Locale.ROOT, "%,d" + whole, count, stepS);
  }
}
