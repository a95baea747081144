package stampede.harness.gate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import stampede.harness.load.FloodPlan;
import stampede.report.Environment;
import stampede.report.ResultFile;
import stampede.report.Server;
import stampede.report.gate.GateDesign;
import stampede.report.gate.GateDocument;
import stampede.report.gate.GateFigures;
import stampede.report.gate.GatePair;
import stampede.server.UsageException;

/**
 * A baseline that was measured before: the figures, round by round, of the candidate of a stored
 * gate, which is what was new then; of a calibration that is the server itself. Its rounds are
 * paired with new ones in an order drawn from the seed, so no drift of then is laid beside a drift
 * of now. Weaker than a baseline that runs beside its candidate: what has changed on the machine
 * since then looks like a change of the server. Immutable.
 */
public final class StoredBaseline {
  private static final Pattern RELEASE = Pattern.compile("^\\D*(\\d+)\\.(\\d+)");

  private final Path file;
  private final GateDocument document;
  private final List<GateFigures> rounds;

  private StoredBaseline(Path file, GateDocument document, List<GateFigures> rounds) {
    this.file = file;
    this.document = document;
    this.rounds = rounds;
  }

  /**
   * Reads it.
   *
   * @param seed of the order of its rounds
   * @throws stampede.report.UnreadableResultException when it is no such document
   */
  public static StoredBaseline read(Path file, long seed) {
    GateDocument document = ResultFile.read(file, GateDocument.KIND);
    List<GateFigures> rounds =
        new ArrayList<>(
            document.pairs().stream()
                .filter(GatePair::counts)
                .map(GatePair::candidate)
                .filter(figures -> !Objects.equals(figures.audit(), "fail"))
                .toList());
    Collections.shuffle(rounds, new SplittableRandom(seed));
    return new StoredBaseline(file, document, List.copyOf(rounds));
  }

  /**
   * Refuses to be compared with what is not alike, and where there is too little to compare with.
   *
   * @throws UsageException with the first thing that differs, or when it has too few rounds, as one
   *     that failed outright has
   */
  public void requireComparable(Environment here, FloodPlan flood, int cpus) {
    Environment then = document.environment();
    GateDesign design = document.design();
    same("CPU", then.cpuModel(), here.cpuModel());
    same("number of CPUs", then.onlineCpus(), here.onlineCpus());
    same("kernel", release(then.kernel()), release(here.kernel()));
    same("JVM", then.jvm(), here.jvm());
    same("--load", design.saturation(), flood.load());
    same("--work", design.work(), flood.work());
    same("--close", design.close(), flood.close());
    same("--cpus", design.cpus(), cpus);
    same("--duration in s", design.sliceS(), flood.durationNs() / 1e9);
    same("--warmup in s", design.warmupS(), flood.warmupNs() / 1e9);
    if (rounds.size() < Looks.LEAST || design.open() == null) {
      throw new UsageException(
          "--baseline "
              + file
              + " holds "
              + rounds.size()
              + " rounds; "
              + Looks.LEAST
              + " are needed");
    }
  }

  private void same(String what, Object then, Object now) {
    if (!Objects.equals(then, now)) {
      throw new UsageException(
          "--baseline "
              + file
              + " does not compare: "
              + what
              + " was "
              + then
              + ", and is "
              + now
              + " now");
    }
  }

  /** Major and minor of a kernel's release. */
  private static String release(String kernel) {
    Matcher found = RELEASE.matcher(kernel);
    return found.find() ? found.group(1) + "." + found.group(2) : kernel;
  }

  /** How many rounds there are to compare with. */
  public int rounds() {
    return rounds.size();
  }

  /** The figures to compare the n-th round with, from 0. */
  GateFigures figures(int n) {
    return rounds.get(n % rounds.size());
  }

  /** The open slice, which is offered again as it was. */
  OpenSlice open() {
    return OpenSlice.stored(document.design().open(), document.design().openSliceS());
  }

  Optional<Double> capacityPerS() {
    return Optional.ofNullable(document.design().capacityPerS());
  }

  Server server() {
    return document.candidate().server();
  }

  String file() {
    return file.toString();
  }

  String measuredAt() {
    return document.startedAt();
  }
}
