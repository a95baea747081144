package stampede.report.conclusion;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stampede.report.Cell;
import stampede.report.reading.Conditions;
import stampede.report.reading.Noise;
import stampede.report.reading.Numbers;
import stampede.report.reading.Scalability;
import stampede.report.reading.Scaling;

/**
 * What more CPUs brought each server, and by which law it goes on where there are points enough.
 */
final class MoreCpus implements Rule {
  @Override
  public List<Conclusion> conclusions(Grounds grounds) {
    List<Conclusion> conclusions = new ArrayList<>();
    int group = 0;
    for (Map.Entry<Conditions, List<Cell>> each : Conditions.group(grounds.cells()).entrySet()) {
      Evidence drawn = new Evidence.Drawn("throughput-" + ++group, "throughput");
      List<Scaling> all = Scaling.of(each.getValue());
      boolean closed = each.getKey().load().startsWith("closed");
      if (!all.isEmpty() && closed) {
        conclusions.add(gains(grounds, all, drawn));
        all.forEach(scaling -> law(grounds, scaling, drawn).ifPresent(conclusions::add));
      }
    }
    return conclusions;
  }

  private static Conclusion gains(Grounds grounds, List<Scaling> all, Evidence drawn) {
    List<Scaling> told =
        all.stream()
            .filter(scaling -> scaling.gain().isPresent())
            .sorted(Comparator.comparing((Scaling s) -> s.gain().orElseThrow()).reversed())
            .toList();
    if (told.isEmpty()) {
      return unknown(all, drawn);
    }
    List<String> gains =
        told.stream().map(s -> name(grounds, s) + " " + Grounds.times(s.gain().get())).toList();
    Scaling first = told.getFirst();
    Strength strength = told.stream().map(MoreCpus::strength).reduce(Strength::and).orElseThrow();
    String words =
        "From %s to %s CPUs, throughput grew: %s; %s would be ideal."
            .formatted(
                first.cells().getFirst().cpus(),
                first.cells().getLast().cpus(),
                Grounds.listed(gains),
                Grounds.times(first.ideal()));
    String missing =
        told.size() == all.size()
            ? ""
            : " Of %s more it cannot be said: not valid, noisy, or not the limit itself."
                .formatted(Numbers.counted(all.size() - told.size(), "server"));
    return new Conclusion(strength, words + missing, List.of(drawn));
  }

  private static Strength strength(Scaling scaling) {
    return Measure.THROUGHPUT
        .samples(scaling.cells().getFirst())
        .apartness(Measure.THROUGHPUT.samples(scaling.cells().getLast()));
  }

  private static String name(Grounds grounds, Scaling scaling) {
    return grounds.name(scaling.cells().getFirst());
  }

  private static Conclusion unknown(List<Scaling> all, Evidence drawn) {
    List<Cell> cells = all.stream().flatMap(scaling -> scaling.cells().stream()).toList();
    int most = cells.stream().mapToInt(Cell::cpus).max().orElse(1);
    boolean shared = cells.stream().anyMatch(cell -> cell.cpus() == most && cell.cpusShared());
    boolean unsteady = cells.stream().anyMatch(cell -> !cell.valid() || Noise.isNoisy(cell));
    String why =
        shared
            ? ("on %d the load generator shared the servers' CPUs, so a gain is not "
                        + "the server's alone.")
                    .formatted(most)
                + " That takes a machine with CPUs to spare for the clients."
            : unsteady
                ? "too many cells are not valid or noisy. Measure on a quieter machine, in more"
                    + " rounds (`--rounds`)."
                : "the servers were not the limit. Ask for more work per request (`--work"
                    + " spin:200us`).";
    return new Conclusion(
        Strength.OPEN, "What more CPUs bring cannot be said: " + why, List.of(drawn));
  }

  private static Optional<Conclusion> law(Grounds grounds, Scaling scaling, Evidence drawn) {
    if (!(scaling.law() instanceof Scalability.Fit fit)) {
      return Optional.empty();
    }
    String end =
        fit.peakCpus()
            .map(
                peak ->
                    "it would be fastest on about %s CPUs, and slower on more"
                        .formatted(Numbers.of((double) Math.round(peak))))
            .orElse("no number of CPUs makes it slower");
    String words =
        "By the Universal Scalability Law %s has sigma %s (work that goes one after the other) and"
                .formatted(name(grounds, scaling), Numbers.of(fit.sigma()))
            + (" kappa %s (CPUs that wait for each other): %s. The curve misses no "
                    + "point by more than %s.")
                .formatted(Numbers.of(fit.kappa()), end, Numbers.percentage(fit.errorPercent()));
    return Optional.of(new Conclusion(Strength.HINT, words, List.of(drawn)));
  }
}
