package stampede.report.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import stampede.report.micro.MicroBenchmark;
import stampede.report.micro.MicroDesign;
import stampede.report.micro.MicroDocument;

/** What a run of micro-benchmarks says in words, the same in every rendering. Pure. */
public final class MicroReading {
  /** CPU time of all threads for each hand-over, in nanoseconds. */
  public static final String CPU = "cpuNs";

  /** How often waiters went to sleep for each hand-over. */
  public static final String SLEEPS = "sleeps";

  /** Attempts that found nothing for each hand-over. */
  public static final String EMPTY = "emptyTakes";

  /** How to read a ratio. */
  public static final String RATIO =
      "/jdk: the time over that of the JDK's own way in the same group; below 1 is cheaper.";

  /** How to read what is counted beside the time of a hand-over. */
  public static final String HAND_OVER =
      "cpu, sleeps, empty: for each hand-over, of all threads together; sleeps well below the"
          + " number of waiters mean that not all of them were asleep when they were told.";

  private static final double TOO_WIDE = 0.2;

  private MicroReading() {}

  /** How many benchmarks, how they were run, how long it took. */
  public static String headline(MicroDocument document) {
    MicroDesign design = document.design();
    return "%s, each in %s of %s of %s after %s; %s in all"
        .formatted(
            Numbers.counted(document.benchmarks().size(), "benchmark"),
            process(design.forks()),
            Numbers.counted(design.iterations(), "iteration"),
            Numbers.duration(design.iterationMs() * 1e3),
            Numbers.counted(design.warmups(), "warm-up"),
            Numbers.duration(document.durationS() * 1e6));
  }

  private static String process(int forks) {
    return Numbers.count(forks) + (forks == 1 ? " process" : " processes");
  }

  /** What keeps its figures from being believed, in sentences; none when nothing does. */
  public static List<String> cautions(MicroDocument document) {
    List<String> cautions = new ArrayList<>();
    if (document.isCutShort()) {
      cautions.add("interrupted: only the benchmarks that had ended before are here");
    }
    if (document.design().quick()) {
      cautions.add("quick: too short to believe, only to see that everything runs");
    }
    long wide = document.benchmarks().stream().filter(MicroReading::isWide).count();
    if (wide > 0) {
      cautions.add(
          "%s with an error above %s of the score: run %s again, alone and longer"
              .formatted(
                  Numbers.counted(wide, "benchmark"),
                  Numbers.percent(TOO_WIDE),
                  wide == 1 ? "it" : "them"));
    }
    return cautions;
  }

  /** Whether its error is too large a part of its score, or not known. */
  public static boolean isWide(MicroBenchmark benchmark) {
    return benchmark.score() != null
        && (benchmark.error() == null || benchmark.error() > TOO_WIDE * benchmark.score());
  }

  /** The way, and its parameters; of a group that has one way only its parameters, if any. */
  public static String label(MicroBenchmark benchmark, List<MicroBenchmark> group) {
    String values =
        benchmark.params().entrySet().stream()
            .map(param -> param.getKey() + "=" + param.getValue())
            .collect(Collectors.joining(" "));
    boolean oneWay = group.stream().allMatch(other -> other.way().equals(benchmark.way()));
    if (values.isEmpty()) {
      return benchmark.way();
    }
    return oneWay ? values : benchmark.way() + " " + values;
  }

  /** Whether it counts what happens beside its time. */
  public static boolean isHandOver(MicroBenchmark benchmark) {
    return benchmark.secondary().containsKey(EMPTY);
  }

  /** Nanoseconds in the unit that reads best: {@code 25.1 ns}, {@code 1.24 µs}. */
  public static String time(Double ns) {
    if (!Numbers.isPresent(ns)) {
      return Numbers.ABSENT;
    }
    return Math.abs(ns) < 999.5 ? Numbers.of(ns) + " ns" : Numbers.duration(ns / 1e3);
  }
}
