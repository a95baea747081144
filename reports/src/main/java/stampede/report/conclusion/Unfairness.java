package stampede.report.conclusion;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stampede.report.Cell;
import stampede.report.reading.Numbers;

/** Strategies under which few handlers do most of the work. */
final class Unfairness implements Rule {
  /** Jain's index below which the shares are far from equal. */
  private static final double UNFAIR = 0.8;

  private static final double MOST_OF_IT = 0.8;

  /** Why the kernel, or the strategy, prefers some; known from how they work. */
  private static final Map<String, String> WHY =
      Map.of(
          "epoll", "those that went to sleep last are told first, and often win",
          "epoll-exclusive", "the kernel asks those that wait always in the same order",
          "epoll-edge", "whoever is told takes all that wait until nothing is left",
          "epoll-shared", "who slept last is woken first",
          "trylock", "whoever has the lock takes what it can before the others try again",
          "reuseport", "a hash of the client's address picks the handler, busy or not");

  private record Shared(Cell cell, Peers peers, double jain) {}

  @Override
  public List<Conclusion> conclusions(Grounds grounds) {
    List<Shared> all = new ArrayList<>();
    for (Peers peers : grounds.peers()) {
      for (Cell cell : peers.believed(cell -> cell.handlers() != null)) {
        Double jain = cell.handlers().jain();
        if (jain != null && cell.handlers().share().size() > 1) {
          all.add(new Shared(cell, peers, jain));
        }
      }
    }
    Map<String, Shared> worst = new LinkedHashMap<>();
    all.stream()
        .filter(each -> each.jain() < UNFAIR)
        .sorted(Comparator.comparing(Shared::jain))
        .forEach(each -> worst.putIfAbsent(each.cell().server().name(), each));
    return worst.isEmpty()
        ? fair(all)
        : worst.values().stream().map(each -> unfair(grounds, each)).toList();
  }

  private static List<Conclusion> fair(List<Shared> all) {
    Optional<Shared> least = all.stream().min(Comparator.comparing(Shared::jain));
    return least
        .map(
            each ->
                new Conclusion(
                    Strength.SHOWN,
                    "All handlers of each server got much the same share of the requests (Jain's"
                        + " index"
                        + " at least %s, where 1 is equal).".formatted(Numbers.of(each.jain())),
                    List.of(each.peers().drawn("share", "shares"))))
        .stream()
        .toList();
  }

  private static Conclusion unfair(Grounds grounds, Shared each) {
    Cell cell = each.cell();
    String why = WHY.getOrDefault(cell.server().name(), "");
    String words =
        ("On %s, %s (Jain's index %s)%s. That is no fault while those few keep "
                + "up, and it leaves the others asleep.")
            .formatted(
                grounds.place(each.peers()),
                few(grounds, cell),
                Numbers.of(each.jain()),
                why.isEmpty() ? "" : ": " + why);
    boolean several =
        Samples.of(cell, round -> round.handlers() == null ? null : round.handlers().jain()).count()
            >= Samples.LEAST;
    return new Conclusion(
        several ? Strength.SHOWN : Strength.HINT,
        words,
        Grounds.both(each.peers().drawn("share", "shares"), List.of(cell)),
        Optional.of(
            "Do not use %s when every handler must get its part, as where connections last long."
                .formatted(Grounds.quoted(cell.server().name()))));
  }

  private static String few(Grounds grounds, Cell cell) {
    List<Double> shares =
        cell.handlers().share().stream()
            .filter(Numbers::isPresent)
            .sorted(Comparator.reverseOrder())
            .toList();
    double part = 0;
    int handlers = 0;
    while (part < MOST_OF_IT && handlers < shares.size()) {
      part += shares.get(handlers++);
    }
    return "%d of the %d handlers of %s took %s of the requests"
        .formatted(handlers, shares.size(), grounds.name(cell), Numbers.percent(part));
  }
}
