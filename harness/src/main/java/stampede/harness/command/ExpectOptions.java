package stampede.harness.command;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;
import stampede.harness.expectation.Condition;
import stampede.harness.expectation.Expectations;

/** The option that says what is expected of the figures. */
final class ExpectOptions {
  @Option(
      names = "--expect",
      paramLabel = "CONDITION",
      split = ",",
      description = {
        "what every cell must meet, else the exit code is 1: p99<5ms, errors=0,"
            + " throughput>=10000/s, achieved>=99.9%%, lag.p99<50us, cpu.server<40us; may be"
            + " repeated.",
        "Figures: " + Condition.FIGURES
      })
  private List<String> conditions = new ArrayList<>();

  Expectations expectations() {
    return new Expectations(
        conditions.stream()
            .map(text -> OptionText.read("--expect", text, Condition::parse))
            .toList());
  }
}
