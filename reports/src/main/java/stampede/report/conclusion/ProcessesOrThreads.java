package stampede.report.conclusion;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stampede.report.Cell;
import stampede.report.Server;

/**
 * The same strategy as processes and as threads, by CPU time, which holds whatever the limit was.
 */
final class ProcessesOrThreads implements Rule {
  private static final String COMPILING = "still compiling";

  private record Pair(Cell processes, Cell threads, double ratio) {}

  @Override
  public List<Conclusion> conclusions(Grounds grounds) {
    List<Conclusion> conclusions = new ArrayList<>();
    for (Peers peers : grounds.peers()) {
      List<Pair> pairs = pairs(peers);
      if (!pairs.isEmpty()) {
        conclusions.add(conclusion(grounds, peers, pairs, conclusions.isEmpty()));
      }
    }
    return conclusions;
  }

  private static List<Pair> pairs(Peers peers) {
    List<Pair> pairs = new ArrayList<>();
    for (Cell processes : peers.believed(cell -> "processes".equals(cell.server().as()))) {
      for (Cell threads : peers.believed(cell -> "threads".equals(cell.server().as()))) {
        if (isSame(processes.server(), threads.server())) {
          Measure.SERVER_CPU
              .ratio(processes, threads)
              .ifPresent(ratio -> pairs.add(new Pair(processes, threads, ratio)));
        }
      }
    }
    return pairs;
  }

  private static boolean isSame(Server one, Server other) {
    return one.name().equals(other.name())
        && one.handlers() == other.handlers()
        && without(one).equals(without(other));
  }

  private static String without(Server server) {
    return String.valueOf(server.spec()).replaceFirst(",as=(threads|processes)", "");
  }

  private static Conclusion conclusion(
      Grounds grounds, Peers peers, List<Pair> pairs, boolean isFirst) {
    List<String> ratios =
        pairs.stream()
            .map(
                pair ->
                    "%s %s%s"
                        .formatted(
                            Grounds.quoted(pair.processes().server().name()),
                            Grounds.times(pair.ratio()),
                            apartness(pair) == Strength.NOT_APART ? " (not apart)" : ""))
            .toList();
    Strength strength =
        pairs.stream().map(ProcessesOrThreads::apartness).reduce(Strength::and).orElseThrow();
    String words =
        "%s a server of handler processes spent this much of the CPU time that as many threads did:"
                .formatted(grounds.where(peers))
            + " %s.".formatted(Grounds.listed(ratios))
            + (isFirst ? why(pairs) : "");
    List<Cell> cells = pairs.stream().map(Pair::processes).toList();
    return new Conclusion(
        strength,
        words,
        Grounds.both(peers.drawn("cpu", "CPU time"), cells),
        advice(pairs, strength));
  }

  private static String why(List<Pair> pairs) {
    boolean compiling = pairs.stream().anyMatch(pair -> isCompiling(pair.processes()));
    return " A process here is a Java virtual machine of its own, which compiles what the others"
        + " compile too"
        + (compiling ? " and had not finished; a longer `--warmup` leaves less of that." : ".")
        + " What it buys: one that crashes takes no other with it.";
  }

  private static Optional<String> advice(List<Pair> pairs, Strength strength) {
    boolean dearer = pairs.stream().allMatch(pair -> pair.ratio() > 1.05);
    return dearer && (strength == Strength.SHOWN || strength == Strength.HINT)
        ? Optional.of(
            "Use threads when CPU time counts, processes when a crash must stay with one handler.")
        : Optional.empty();
  }

  private static Strength apartness(Pair pair) {
    return Measure.SERVER_CPU
        .samples(pair.processes())
        .apartness(Measure.SERVER_CPU.samples(pair.threads()));
  }

  private static boolean isCompiling(Cell cell) {
    return cell.notes().stream().anyMatch(note -> note.contains(COMPILING));
  }
}
