package stampede.report.conclusion;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import stampede.report.Cell;
import stampede.report.reading.QueueFigures;
import stampede.report.reading.SharedOrSplit;
import stampede.report.reading.Standing;

/**
 * One queue for all handlers against one for each: the tail on the one side, the rate on the other.
 */
final class OneQueueOrMany implements Rule {
  @Override
  public List<Conclusion> conclusions(Grounds grounds) {
    if (SharedOrSplit.isAsked(grounds.document())) {
      // What it comes to first, which the answers have last.
      return SharedOrSplit.answers(grounds.document()).reversed().stream()
          .map(OneQueueOrMany::asked)
          .toList();
    }
    List<Conclusion> conclusions = new ArrayList<>();
    for (Peers peers : grounds.peers()) {
      Optional<Cell> shared = best(peers, false);
      Optional<Cell> split = best(peers, true);
      if (shared.isPresent() && split.isPresent()) {
        conclusions.add(compared(grounds, peers, shared.get(), split.get()));
      }
    }
    return conclusions;
  }

  private static Conclusion asked(SharedOrSplit.Answer answer) {
    Strength strength =
        switch (answer.outcome()) {
          case BETTER, WORSE -> Strength.HINT;
          case NO_DIFFERENCE -> Strength.NOT_APART;
          case UNKNOWN -> Strength.OPEN;
        };
    return new Conclusion(
        strength,
        answer.sentence(),
        List.of(new Evidence.Drawn("shared-or-split", "shared queue or split")));
  }

  /** The one of its kind with the lowest p99. */
  private static Optional<Cell> best(Peers peers, boolean split) {
    return peers.believed(cell -> QueueFigures.isSplit(cell).equals(Optional.of(split))).stream()
        .filter(cell -> Measure.P99.of(cell).isPresent() && Standing.of(cell) != Standing.AT_LEAST)
        .min(Comparator.comparing(cell -> Measure.P99.of(cell).orElseThrow()));
  }

  private static Conclusion compared(Grounds grounds, Peers peers, Cell shared, Cell split) {
    Strength strength = Measure.P99.samples(shared).apartness(Measure.P99.samples(split));
    boolean splitIsLower = Measure.P99.ratio(split, shared).orElse(1.0) < 1;
    Cell lower = splitIsLower ? split : shared;
    Cell higher = splitIsLower ? shared : split;
    String words =
        ("%s the best server with %s, %s, answered 99 of 100 requests within "
                + "%s, the best with %s, %s, within %s%s.%s")
            .formatted(
                grounds.where(peers),
                kind(splitIsLower),
                grounds.name(lower),
                Measure.P99.words(lower),
                kind(!splitIsLower),
                grounds.name(higher),
                Measure.P99.words(higher),
                strength == Strength.NOT_APART ? ", which the rounds do not keep apart" : "",
                rates(shared, split));
    return new Conclusion(
        shared.cpusShared() ? strength.and(Strength.HINT) : strength,
        words,
        Grounds.both(peers.drawn("latency", "latency"), List.of(lower, higher)));
  }

  private static String kind(boolean split) {
    return split ? "a queue for each handler" : "one queue for all handlers";
  }

  private static String rates(Cell shared, Cell split) {
    boolean both =
        Standing.of(shared) == Standing.MEASURED && Standing.of(split) == Standing.MEASURED;
    Optional<Double> ratio = Measure.THROUGHPUT.ratio(split, shared);
    if (!both || ratio.isEmpty()) {
      return "";
    }
    boolean apart =
        Measure.THROUGHPUT.samples(split).isApartFrom(Measure.THROUGHPUT.samples(shared));
    return " With a queue for each it answered %s as many requests per second%s."
        .formatted(Grounds.times(ratio.get()), apart ? "" : ", which the rounds do not keep apart");
  }
}
