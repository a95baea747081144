package stampede.harness.experiment;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.HdrHistogram.Histogram;
import stampede.harness.InterruptedRunException;
import stampede.harness.Interruption;
import stampede.harness.Version;
import stampede.harness.load.Flooder;
import stampede.harness.load.LoadGenerator;
import stampede.harness.observe.Machine;
import stampede.linux.Address;
import stampede.report.Cell;
import stampede.report.Environment;
import stampede.report.Failure;
import stampede.report.Member;
import stampede.report.RunDocument;
import stampede.server.StartException;

/**
 * Runs a plan: one load generator for all of it, a fresh server for every round. What is finished
 * is kept when the user ends it, or a server or the load generator does. One thread uses it.
 */
public final class Experiment {
  private static final List<String> PHASES =
      List.of("connect", "queue", "service", "total", "actual", "lag");

  private final ExperimentPlan plan;
  private final String command;
  private final Address listenAt;
  private final Interruption interruption;
  private final Progress progress;
  private final Supplier<Flooder> flooders;
  private final Map<String, CellPlan> planned = new LinkedHashMap<>();
  private final Map<String, List<RoundResult>> results = new LinkedHashMap<>();
  private Optional<CellPlan> underway = Optional.empty();
  private List<Member> members = List.of();

  /**
   * An experiment.
   *
   * @param command the command line, to repeat it
   * @param listenAt where servers listen; port 0 takes a free one each time
   */
  public Experiment(
      ExperimentPlan plan,
      String command,
      Address listenAt,
      Interruption interruption,
      Progress progress) {
    this(plan, command, listenAt, interruption, progress, thisMachine(interruption));
  }

  /** The load generator of this machine, for an experiment. */
  public static Supplier<Flooder> thisMachine(Interruption interruption) {
    return () -> LoadGenerator.start(Machine.cpus(), interruption);
  }

  /**
   * An experiment that others flood.
   *
   * @param flooders gives what floods, when all is checked; the experiment closes it
   */
  public Experiment(
      ExperimentPlan plan,
      String command,
      Address listenAt,
      Interruption interruption,
      Progress progress,
      Supplier<Flooder> flooders) {
    this.plan = plan;
    this.command = command;
    this.listenAt = listenAt;
    this.interruption = interruption;
    this.progress = progress;
    this.flooders = flooders;
    plan.cells().forEach(cell -> planned.put(cell.id(), cell));
  }

  /**
   * Runs it all.
   *
   * @param folder where percentile files and time series go, if anywhere
   * @throws StartException when a server cannot be started or reached before any round is finished;
   *     after that the document says so and holds what is finished
   */
  public RunDocument run(Optional<RunFolder> folder) {
    return run(folder, new PlannedCourse(plan.steps()));
  }

  /**
   * Runs what {@code course} asks for, whatever the cells of the plan are; as {@link
   * #run(Optional)} does.
   */
  public RunDocument run(Optional<RunFolder> folder, Course course) {
    Instant started = Instant.now();
    Environment environment = Machine.describe();
    boolean interrupted = false;
    Optional<Failure> failure = Optional.empty();
    try {
      walk(course, true);
    } catch (InterruptedRunException ended) {
      interrupted = true;
    } catch (StartException died) {
      failure = Optional.of(kept(died, folder));
    } catch (RuntimeException defect) {
      folder.ifPresent(RunFolder::discardIfEmpty);
      throw defect;
    }
    return new RunDocument(
        RunDocument.SCHEMA,
        Version.text(),
        command,
        plan.seed(),
        started.toString(),
        Duration.between(started, Instant.now()).toMillis() / 1e3,
        interrupted,
        environment,
        cells(folder),
        null,
        List.of(),
        failure.orElse(null),
        null,
        members);
  }

  /**
   * Runs what {@code course} asks for, and keeps of each round only what the course does: for
   * courses of many rounds.
   *
   * @throws StartException when a server, or the load generator, cannot be started or has ended
   * @throws InterruptedRunException when the user ends it
   */
  public void follow(Course course) {
    walk(course, false);
  }

  private void walk(Course course, boolean keeps) {
    try (Flooder flooder = flooders.get()) {
      RoundRunner runner = new RoundRunner(flooder, listenAt, interruption, plan.seed());
      Optional<ExperimentPlan.Step> next = course.next();
      while (next.isPresent()) {
        course.ended(round(runner, next.get(), keeps));
        members = flooder.members();
        Rest.take(course.restNs(), interruption);
        next = course.next();
      }
    }
  }

  /** Runs one round; the answer is what it says by itself. */
  private Cell round(RoundRunner runner, ExperimentPlan.Step step, boolean keeps) {
    CellPlan cell = step.cell();
    underway = Optional.of(cell);
    planned.putIfAbsent(cell.id(), cell);
    progress.begin(step);
    RoundResult result = runner.run(plan, step, progress);
    if (keeps) {
      results.computeIfAbsent(cell.id(), id -> new ArrayList<>()).add(result);
    }
    progress.end(result);
    return CellFigures.of(cell, List.of(result), Map.of());
  }

  /** A server or the load generator ended: the cells that are finished are worth keeping. */
  private Failure kept(StartException died, Optional<RunFolder> folder) {
    if (results.isEmpty()) {
      folder.ifPresent(RunFolder::discardIfEmpty);
      throw died;
    }
    return new Failure(underway.map(CellPlan::title).orElse("none"), died.getMessage());
  }

  private List<Cell> cells(Optional<RunFolder> folder) {
    List<Cell> cells = new ArrayList<>();
    for (CellPlan cell : planned.values()) {
      List<RoundResult> rounds = results.getOrDefault(cell.id(), List.of());
      if (!rounds.isEmpty()) {
        Map<String, String> files =
            folder
                .map(kept -> kept.writePercentiles(cell.id(), histograms(rounds)))
                .orElse(Map.of());
        folder.ifPresent(kept -> kept.writeSeries(cell.id(), rounds));
        cells.add(CellFigures.of(cell, rounds, files));
      }
    }
    return cells;
  }

  private static Map<String, List<Histogram>> histograms(List<RoundResult> rounds) {
    Map<String, List<Histogram>> phases = new LinkedHashMap<>();
    for (String phase : PHASES) {
      phases.put(
          phase, rounds.stream().map(round -> RoundFigures.histogram(round, phase)).toList());
    }
    return phases;
  }
}
