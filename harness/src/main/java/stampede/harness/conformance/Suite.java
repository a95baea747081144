package stampede.harness.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import stampede.harness.InterruptedRunException;
import stampede.harness.Interruption;
import stampede.harness.observe.CpuTimes;
import stampede.harness.observe.Machine;
import stampede.harness.server.Declaration;
import stampede.harness.server.ServerUnderTest;
import stampede.linux.Clock;
import stampede.server.StartException;

/**
 * Runs checks on one server, one after the other. Whatever a check does, the next finds a server
 * that serves; whatever happens, nothing is left running. One thread uses it.
 */
public final class Suite {
  private final ServerUnderTest server;
  private final Effort effort;
  private final long seed;
  private final Interruption interruption;
  private final Looks looks = new Looks(CpuTimes::now, Machine.cpus());
  private boolean served;

  /** The suite of one server; {@code seed} decides every random choice. */
  public Suite(ServerUnderTest server, Effort effort, long seed, Interruption interruption) {
    this.server = server;
    this.effort = effort;
    this.seed = seed;
    this.interruption = interruption;
  }

  /**
   * Runs them; {@code progress} is told each result as it comes.
   *
   * @throws StartException when the server cannot be started at all
   */
  public List<CheckResult> run(List<Check> checks, Consumer<CheckResult> progress) {
    List<CheckResult> results = new ArrayList<>();
    try (Runs runs = new Runs(seed, interruption);
        SharedStage shared = new SharedStage(server, runs)) {
      served = serves(shared);
      for (Check check : checks) {
        CheckResult result = run(check, shared, runs);
        results.add(result);
        progress.accept(result);
      }
    }
    return results;
  }

  /** Whether it answered a plain request before anything was checked: if not, nothing is shown. */
  public boolean served() {
    return served;
  }

  private static boolean serves(SharedStage shared) {
    if (shared.get().exchanges()) {
      return true;
    }
    shared.drop();
    boolean second = shared.get().exchanges();
    if (!second) {
      shared.drop();
    }
    return second;
  }

  private CheckResult run(Check check, SharedStage shared, Runs runs) {
    interruption.check();
    long begunNs = Clock.monotonicNs();
    Finding finding = looks.finding(() -> found(check, shared, runs));
    Optional<Declaration> declared = Optional.ofNullable(server.declarations().get(check.id()));
    return new CheckResult(
        check,
        CheckResult.judge(finding, declared),
        finding,
        declared.map(Declaration::sentence).orElse(""),
        Clock.monotonicNs() - begunNs);
  }

  private Finding found(Check check, SharedStage shared, Runs runs) {
    try (Trial trial = new Trial(server, shared, runs, effort, seed * 31 + check.id().hashCode())) {
      Finding finding =
          SteadyPopulation.isMissing(check, server)
              ? SteadyPopulation.unsupported()
              : provoke(check, trial);
      if (finding.kind() != Finding.Kind.HOLDS) {
        trial.spoilUnlessWhole(); // whatever it was, the next check is not to suffer from it
      } else {
        trial.spoilIfRequestsWereGivenUp();
      }
      return finding;
    }
  }

  private static Finding provoke(Check check, Trial trial) {
    try {
      if (check.isFault() && !trial.stage().exchanges()) {
        trial.spoil();
        if (!trial.stage().exchanges()) {
          return Finding.inconclusive(
              "one plain request answered before anything is provoked",
              "the server did not answer it, so nothing it does now would say anything");
        }
      }
      return check.provocation().provoke(trial);
    } catch (InterruptedRunException ended) {
      throw ended;
    } catch (RuntimeException failure) {
      return Finding.inconclusive("", "the check could not be done: " + failure)
          .because("at " + (failure.getStackTrace().length > 0 ? failure.getStackTrace()[0] : "?"));
    }
  }
}
