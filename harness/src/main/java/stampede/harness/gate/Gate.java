package stampede.harness.gate;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import stampede.harness.InterruptedRunException;
import stampede.harness.Interruption;
import stampede.harness.experiment.Experiment;
import stampede.harness.observe.Machine;
import stampede.harness.server.ServerEndedException;
import stampede.linux.Clock;
import stampede.report.Environment;
import stampede.report.gate.GateDocument;
import stampede.report.gate.GateViolation;
import stampede.server.StartException;

/**
 * Runs a gate: checks first, where some were asked for, then rounds until it is decided. What is
 * finished is kept when the user ends it, or a server does. One thread uses it.
 */
public final class Gate {
  private final GatePlan plan;
  private final Experiment experiment;
  private final String command;
  private final Interruption interruption;
  private final GateCourse course;

  private boolean interrupted;
  private Optional<String> failure = Optional.empty();

  /**
   * How it ended.
   *
   * @param document what it came to
   * @param failure what could not be started or reached any more, in mid-gate
   */
  public record Outcome(GateDocument document, Optional<String> failure) {}

  /**
   * A gate.
   *
   * @param experiment runs its rounds; its own plan has no cells
   * @param command the command line, to repeat it
   * @param watcher is told how it goes on
   */
  public Gate(
      GatePlan plan,
      Experiment experiment,
      String command,
      Interruption interruption,
      RoundWatcher watcher) {
    this.plan = plan;
    this.experiment = experiment;
    this.command = command;
    this.interruption = interruption;
    this.course = new GateCourse(plan, Clock::monotonicNs, watcher);
  }

  /**
   * Runs it.
   *
   * @throws StartException when a server cannot be started or reached before a round is finished
   */
  public Outcome run() {
    Instant started = Instant.now();
    Environment environment = Machine.describe();
    List<GateViolation> unfit = List.of();
    try {
      unfit = ConformanceFirst.violations(plan, interruption);
      if (unfit.isEmpty()) {
        experiment.follow(course);
      }
    } catch (InterruptedRunException ended) {
      interrupted = true;
      course.cutShort();
    } catch (ServerEndedException died) {
      if (course.died(died.getMessage()) == Arm.BASELINE) {
        kept(died);
      }
    } catch (StartException gone) {
      course.cutShort();
      kept(gone);
    }
    GateRecord gate =
        new GateRecord(plan, course, command, started, environment, interrupted, unfit, failure);
    return new Outcome(gate.document(), failure);
  }

  private void kept(StartException why) {
    if (course.standing().rounds() == 0 && course.violations().isEmpty()) {
      throw why;
    }
    failure = Optional.of(why.getMessage());
  }
}
