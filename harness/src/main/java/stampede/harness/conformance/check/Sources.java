package stampede.harness.conformance.check;

import java.util.Arrays;
import stampede.contract.History;
import stampede.contract.Outcome;
import stampede.contract.RequestId;

/**
 * How often each source address of a flood was answered. The load generator's one thread opens a
 * socket for each request of an open load, and binds them to its source addresses in turn, so the
 * number of a request tells its source.
 *
 * @param served how many sources were answered at all
 * @param least answers to the one that got the fewest
 * @param most answers to the one that got the most
 */
record Sources(int served, int least, int most) {
  static Sources of(History history, int sources) {
    int[] answers = new int[sources];
    history.read(
        0,
        (id, outcome, handler, intendedNs, begunNs, establishedNs, sentNs, firstNs, closedNs) -> {
          if (outcome == Outcome.OK) {
            answers[(int) (RequestId.sequence(id) % sources)]++;
          }
        });
    return new Sources(
        (int) Arrays.stream(answers).filter(count -> count > 0).count(),
        Arrays.stream(answers).min().orElse(0),
        Arrays.stream(answers).max().orElse(0));
  }
}
