package stampede.report.conclusion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stampede.report.Cell;

/** Who spends least CPU time on a connection: the steadiest way to compare, whatever the limit. */
final class LeastCpu implements Rule {
  private static final double WORTH_CHOOSING = 1.05;

  @Override
  public List<Conclusion> conclusions(Grounds grounds) {
    List<Conclusion> conclusions = new ArrayList<>();
    for (Peers peers : grounds.peers()) {
      Ranking.of(Measure.SERVER_CPU, peers.believed())
          .ifPresent(ranking -> conclusions.add(ranked(grounds, peers, ranking)));
    }
    return conclusions;
  }

  private static Conclusion ranked(Grounds grounds, Peers peers, Ranking ranking) {
    Strength strength = ranking.strength();
    Cell best = ranking.best();
    String words =
        "%s %s spent least CPU time on a connection, %s%s"
            .formatted(
                grounds.where(peers),
                grounds.name(best),
                Measure.SERVER_CPU.words(best),
                Apart.others(grounds, ranking));
    boolean apart = strength == Strength.SHOWN || strength == Strength.HINT;
    double gain = Measure.SERVER_CPU.ratio(ranking.second(), best).orElse(1.0);
    return new Conclusion(
        strength,
        words,
        Grounds.both(peers.drawn("cpu", "CPU time"), ranking.cells()),
        apart && gain >= WORTH_CHOOSING
            ? Optional.of(
                "Use %s when CPU time is what you pay for, on %s."
                    .formatted(grounds.name(best), grounds.place(peers)))
            : Optional.empty());
  }
}
