package stampede.harness.conformance.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stampede.contract.Units;
import stampede.harness.conformance.Check;
import stampede.harness.conformance.CheckGroup;
import stampede.harness.conformance.Effort;
import stampede.harness.conformance.Finding;
import stampede.harness.conformance.Flooding;
import stampede.harness.conformance.Stage;
import stampede.harness.conformance.Trial;

/** Whether the number of handlers is a balance of fast service and resources. */
final class BalanceChecks implements CheckGroup {
  private static final long TARGET_NS = 20_000_000L;
  private static final double QUANTILE = 0.9;
  private static final int MOST = 6;
  private static final long SERVICE_NS = 5_000_000L;
  private static final Map<String, String> BALANCING =
      Map.of(
          "policy",
          "latency",
          "target",
          Units.duration(TARGET_NS),
          "quantile",
          String.valueOf(QUANTILE),
          "hold",
          "300ms",
          "max",
          String.valueOf(MOST));

  /** A thread is there within milliseconds, a process is a JVM: so there are two to begin with. */
  private static final long STEP_NS = 700_000_000L;

  private static final long PROCESS_STEP_NS = 1_200_000_000L;
  private static final int LONGER = 3;
  private static final List<Integer> RATES_PER_S = List.of(300, 60);
  private static final List<Integer> MORE_RATES_PER_S = List.of(300, 60, 300, 150);

  @Override
  public List<Check> checks() {
    return List.of(
        new Check(
            "PA-10-balance",
            List.of(10),
            "There are as few handlers as keep the wait short, and their number is steady",
            BalanceChecks::balance));
  }

  private static Finding balance(Trial trial) {
    boolean processes = trial.server().description().as().equals("processes");
    Map<String, String> settings = new HashMap<>(BALANCING);
    settings.put("min", processes ? "2" : "1");
    settings.put("handlers", processes ? "2" : "1");
    Changing changing = new Changing(trial, settings);
    Optional<String> unsupported = changing.unsupported();
    if (unsupported.isPresent()) {
      return Finding.unsupported(unsupported.get());
    }
    long stepNs = processes ? PROCESS_STEP_NS : STEP_NS;
    boolean brief = trial.effort().requests() <= Effort.BRIEF.requests();
    List<Integer> rates = brief ? RATES_PER_S : MORE_RATES_PER_S;
    Finding finding = balance(changing.fresh(), rates, stepNs);
    // on a machine that is busy with something else a handler may take a step to be there
    return finding.kind() == Finding.Kind.BROKEN
        ? balance(changing.fresh(), rates, LONGER * stepNs)
        : finding;
  }

  private static Finding balance(Stage stage, List<Integer> rates, long stepNs) {
    Flooding flooding =
        stage.flood(
            load(rates, stepNs), "exp-sleep:" + Units.duration(SERVICE_NS), stepNs * rates.size());
    Course course = new Course(stage, flooding);
    flooding.watch(course::look);
    flooding.result();
    return judge(course, rates, stepNs);
  }

  private static String load(List<Integer> rates, long stepNs) {
    String steps = String.join("-", rates.stream().map(String::valueOf).toList());
    return "steps:" + steps + "@" + Units.duration(stepNs);
  }

  private static Finding judge(Course course, List<Integer> rates, long stepNs) {
    List<Course.Phase> phases = course.phases(rates, stepNs, SERVICE_NS, TARGET_NS, QUANTILE, MOST);
    String expected =
        "few handlers more than Erlang's C says, %.0f%% of the waits within %s, a steady number"
            .formatted(QUANTILE * 100, Units.duration(TARGET_NS));
    if (phases.stream().anyMatch(phase -> phase.looks() == 0)) {
      return Finding.inconclusive(expected, "nobody looked at the handlers in some step");
    }
    if (phases.stream().allMatch(phase -> phase.isBehind() && phase.median() == MOST)) {
      return Finding.inconclusive(
          expected, "all %d handlers were too few: the machine was too slow".formatted(MOST));
    }
    List<String> wrongs = phases.stream().flatMap(phase -> phase.wrongs().stream()).toList();
    Finding finding =
        Finding.that(
            wrongs.isEmpty(),
            expected,
            wrongs.isEmpty() ? "so in each of the steps" : String.join("; ", wrongs));
    for (Course.Phase phase : phases) {
      finding = finding.because(phase.toString());
    }
    return finding.with(
        "reversals", phases.stream().mapToInt(Course.Phase::reversals).max().orElse(0));
  }
}
