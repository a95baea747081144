package stampede.report.conclusion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stampede.report.Cell;
import stampede.report.reading.Standing;

/** Who keeps the slow requests shortest at the same load: the lowest 99th percentile. */
final class LowestTail implements Rule {
  /** A p99 less than a tenth longer is none that anybody notices. */
  private static final double WORTH_CHOOSING = 1.1;

  @Override
  public List<Conclusion> conclusions(Grounds grounds) {
    List<Conclusion> conclusions = new ArrayList<>();
    for (Peers peers : grounds.peers()) {
      List<Cell> cells = peers.believed(cell -> Standing.of(cell) != Standing.AT_LEAST);
      Ranking.of(Measure.P99, cells)
          .ifPresentOrElse(
              ranking -> conclusions.add(ranked(grounds, peers, ranking)),
              () -> unknown(grounds, peers).ifPresent(conclusions::add));
    }
    return conclusions;
  }

  private static Conclusion ranked(Grounds grounds, Peers peers, Ranking ranking) {
    boolean shared = ranking.cells().stream().anyMatch(Cell::cpusShared);
    Strength strength = ranking.strength();
    if (shared) {
      strength = strength.and(Strength.HINT);
    }
    String words =
        "%s %s kept the slow requests shortest: 99 of 100 were answered within %s%s%s"
            .formatted(
                grounds.where(peers),
                grounds.name(ranking.best()),
                Measure.P99.words(ranking.best()),
                Apart.others(grounds, ranking),
                shared
                    ? " (The clients shared the servers' CPUs, which adds to all of them.)"
                    : "");
    boolean apart = strength == Strength.SHOWN || strength == Strength.HINT;
    double gain = Measure.P99.ratio(ranking.second(), ranking.best()).orElse(1.0);
    Optional<String> advice =
        apart && gain >= WORTH_CHOOSING
            ? Optional.of(
                "Use %s when the slowest requests matter most, on %s."
                    .formatted(grounds.name(ranking.best()), grounds.place(peers)))
            : Optional.empty();
    return new Conclusion(
        strength, words, Grounds.both(peers.drawn("latency", "latency"), ranking.cells()), advice);
  }

  /** Where there were cells to compare, yet none has the quantile. */
  private static Optional<Conclusion> unknown(Grounds grounds, Peers peers) {
    List<Cell> believed = peers.believed();
    if (believed.size() < 2 || believed.stream().anyMatch(LowestTail::isKnown)) {
      return Optional.empty();
    }
    return Optional.of(
        new Conclusion(
            Strength.OPEN,
            ("%s nothing can be said of the slowest requests: a 99th percentile "
                        + "wants 1,000 requests in")
                    .formatted(grounds.where(peers))
                + " each round. Measure longer (`--duration`).",
            List.of(peers.drawn("latency", "latency"))));
  }

  private static boolean isKnown(Cell cell) {
    return Measure.P99.of(cell).isPresent();
  }
}
