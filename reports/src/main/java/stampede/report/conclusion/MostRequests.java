package stampede.report.conclusion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stampede.report.Cell;
import stampede.report.reading.Numbers;
import stampede.report.reading.Standing;

/** Which server answers most requests, among those that were themselves the limit. */
final class MostRequests implements Rule {
  private static final double WORTH_CHOOSING = 1.05;

  @Override
  public List<Conclusion> conclusions(Grounds grounds) {
    List<Conclusion> conclusions = new ArrayList<>();
    for (Peers peers : grounds.peers()) {
      List<Cell> measured = peers.believed(Standing::isRanked);
      Optional<Ranking> ranking = Ranking.of(Measure.THROUGHPUT, measured);
      if (ranking.isPresent()) {
        conclusions.add(ranked(grounds, peers, ranking.get()));
      } else if (peers.cells().size() > 1 && isClosed(peers)) {
        conclusions.add(unknown(grounds, peers));
      }
    }
    return conclusions;
  }

  /** Under a schedule all answer what they are asked: that is no capacity, and no surprise. */
  private static boolean isClosed(Peers peers) {
    return peers.conditions().load().startsWith("closed");
  }

  private static Conclusion ranked(Grounds grounds, Peers peers, Ranking ranking) {
    Strength strength = ranking.strength();
    String words =
        "%s %s answered most requests per second, %s%s%s"
            .formatted(
                grounds.where(peers),
                grounds.name(ranking.best()),
                Measure.THROUGHPUT.words(ranking.best()),
                Apart.others(grounds, ranking),
                leftOut(peers, ranking));
    double lead = Measure.THROUGHPUT.ratio(ranking.best(), ranking.second()).orElse(1.0);
    boolean apart = strength == Strength.SHOWN || strength == Strength.HINT;
    Optional<String> advice =
        apart && lead >= WORTH_CHOOSING
            ? Optional.of(
                "Use %s when you need the most requests per second from %s."
                    .formatted(grounds.name(ranking.best()), grounds.place(peers)))
            : Optional.empty();
    return new Conclusion(
        strength,
        words,
        Grounds.both(peers.drawn("throughput", "throughput"), ranking.cells()),
        advice);
  }

  private static String leftOut(Peers peers, Ranking ranking) {
    int left = peers.cells().size() - ranking.cells().size();
    return left == 0
        ? ""
        : " Not ranked: %s that %s not valid, noisy, or not limited by the server."
            .formatted(Numbers.counted(left, "cell"), left == 1 ? "is" : "are");
  }

  private static Conclusion unknown(Grounds grounds, Peers peers) {
    return new Conclusion(
        Strength.OPEN,
        "%s it is not known who answers most requests per second: %s"
            .formatted(grounds.where(peers), why(peers)),
        List.of(peers.drawn("throughput", "throughput")));
  }

  private static String why(Peers peers) {
    if (peers.believed().isEmpty()) {
      return "no cell is valid and steady enough to be ranked. Measure on a quieter machine, longer"
          + " (`--duration`) and in more rounds (`--rounds`).";
    }
    if (peers.cells().stream().allMatch(Cell::cpusShared)) {
      return "the load generator shared the servers' CPUs, so a server could be slow because its"
          + " clients were. Give the clients CPUs of their own (`--load-cpus`), or compare by CPU"
          + " time and latency.";
    }
    return "fewer than two servers were the limit themselves. Ask for more work per request"
        + " (`--work spin:200us`), or give the load generator more CPUs (`--load-cpus`).";
  }
}
