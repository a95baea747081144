package stampede.report.conclusion;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stampede.report.Cell;
import stampede.report.Handlers;
import stampede.report.reading.Numbers;

/** Strategies that wake many handlers for one request, and what that costs in CPU time. */
final class Herd implements Rule {
  /** Wakeups per request from which on more than chance is at work. */
  private static final double HERD = 1.5;

  /** Where the clients had CPUs of their own, then by wakeups. */
  private static final Comparator<Woken> MOST_TELLING =
      Comparator.comparing((Woken woken) -> woken.cell().cpusShared())
          .thenComparing(Comparator.comparing(Woken::wakeups).reversed());

  /** What a strategy declares that tells every handler of each request. */
  private static final String ALL = "all";

  /** Work that sleeps wakes its own handler once more. */
  private static final String SLEEPS = "sleep";

  /** Below this, handlers hardly ever sleep, so that nobody can be woken in vain. */
  private static final double BUSY = 0.5;

  /** One cell, and those it compares with. */
  private record Woken(Cell cell, Peers peers, double wakeups) {
    boolean isHerd() {
      return Herd.isHerd(cell, wakeups);
    }
  }

  @Override
  public List<Conclusion> conclusions(Grounds grounds) {
    List<Woken> all = new ArrayList<>();
    for (Peers peers : grounds.peers()) {
      for (Cell cell : peers.believed(Herd::hasSeveral)) {
        Measure.WAKEUPS.of(cell).ifPresent(n -> all.add(new Woken(cell, peers, n)));
      }
    }
    if (all.isEmpty()) {
      return List.of();
    }
    Map<String, Woken> worst = new LinkedHashMap<>();
    all.stream()
        .filter(Woken::isHerd)
        .sorted(MOST_TELLING)
        .forEach(woken -> worst.putIfAbsent(woken.cell().server().name(), woken));
    return worst.isEmpty()
        ? List.of(none(grounds, all))
        : worst.values().stream().map(woken -> herd(grounds, woken)).toList();
  }

  private static boolean isHerd(Cell cell, double wakeups) {
    boolean sleeps = cell.work() != null && cell.work().contains(SLEEPS);
    return wakeups >= HERD + (sleeps ? 1 : 0);
  }

  private static boolean hasSeveral(Cell cell) {
    return cell.handlers() != null && cell.handlers().count() > 1;
  }

  private static Conclusion herd(Grounds grounds, Woken woken) {
    Cell cell = woken.cell();
    Optional<Cell> other = cheapest(woken);
    Handlers handlers = cell.handlers();
    String words =
        "With %d handlers on %s, %s woke %s handlers for each request%s.%s"
            .formatted(
                handlers.count(),
                grounds.place(woken.peers()),
                grounds.name(cell),
                Numbers.of(woken.wakeups()),
                inVain(handlers),
                other.map(best -> cost(grounds, cell, best)).orElse(""));
    List<Cell> shown = new ArrayList<>(List.of(cell));
    other.ifPresent(shown::add);
    boolean several = Measure.WAKEUPS.samples(cell).count() >= Samples.LEAST;
    Strength strength =
        other
            .map(best -> Measure.WAKEUPS.samples(cell).apartness(Measure.WAKEUPS.samples(best)))
            .filter(apart -> apart != Strength.OPEN)
            .orElse(several ? Strength.SHOWN : Strength.HINT);
    Evidence drawn = woken.peers().drawn("wakeups", "wakeups");
    return new Conclusion(
        strength, words, Grounds.both(drawn, shown), other.map(best -> advice(cell, best)));
  }

  private static String inVain(Handlers handlers) {
    Double empty = handlers.emptyAcceptsPerAccept();
    if (empty == null) {
      return "";
    }
    return ("; one took it, %s of the others tried to accept and found nothing, "
            + "the rest went back to sleep")
        .formatted(Numbers.of(empty));
  }

  /** Among those that compare, have as many handlers and are no herd: the one with least CPU. */
  private static Optional<Cell> cheapest(Woken woken) {
    return woken.peers().believed(Herd::hasSeveral).stream()
        .filter(cell -> cell.handlers().count() == woken.cell().handlers().count())
        .filter(cell -> Measure.WAKEUPS.of(cell).filter(n -> !isHerd(cell, n)).isPresent())
        .filter(cell -> Measure.SERVER_CPU.of(cell).isPresent())
        .min(Comparator.comparing(cell -> Measure.SERVER_CPU.of(cell).orElseThrow()));
  }

  private static String cost(Grounds grounds, Cell cell, Cell best) {
    Optional<Double> ratio = Measure.SERVER_CPU.ratio(cell, best);
    if (ratio.isEmpty()) {
      return "";
    }
    Strength apart = Measure.SERVER_CPU.samples(cell).apartness(Measure.SERVER_CPU.samples(best));
    return " It spent %s the CPU time of %s on a connection (%s against %s)%s."
        .formatted(
            Grounds.times(ratio.get()),
            grounds.name(best),
            Measure.SERVER_CPU.words(cell),
            Measure.SERVER_CPU.words(best),
            switch (apart) {
              case NOT_APART -> ", though the rounds do not keep that apart";
              case OPEN -> ", by one round each";
              default -> "";
            });
  }

  private static String advice(Cell cell, Cell best) {
    return ("Use %s rather than %s when there are many handlers and most of them "
            + "wait most of the time.")
        .formatted(Grounds.quoted(best.server().name()), Grounds.quoted(cell.server().name()));
  }

  private static Conclusion none(Grounds grounds, List<Woken> all) {
    double most = all.stream().mapToDouble(Woken::wakeups).max().orElse(0);
    Evidence drawn = all.getFirst().peers().drawn("wakeups", "wakeups");
    if (most >= BUSY) {
      return new Conclusion(
          Strength.SHOWN,
          "No strategy woke a herd here: at most %s wakeups for each request."
              .formatted(Numbers.of(most)),
          List.of(drawn));
    }
    String who =
        grounds.cells().stream()
            .filter(cell -> ALL.equals(cell.server().notifies()))
            .findFirst()
            .map(cell -> ", as %s does,".formatted(Grounds.quoted(cell.server().name())))
            .orElse("");
    return new Conclusion(
        Strength.OPEN,
        "What it costs to tell all handlers of each request%s does not show under this load: they"
                .formatted(who)
            + " were so busy that they hardly ever slept (at most %s wakeups for each request)."
                .formatted(Numbers.of(most))
            + " It shows when most handlers wait: repeat with `--load constant:200/s`.",
        List.of(drawn));
  }
}
