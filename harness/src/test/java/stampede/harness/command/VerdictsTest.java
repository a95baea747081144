package stampede.harness.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;
import stampede.harness.ExitCode;
import stampede.harness.expectation.Condition;
import stampede.harness.expectation.Expectations;
import stampede.harness.experiment.SampleCells;
import stampede.report.Cell;
import stampede.report.Environment;
import stampede.report.RunDocument;
import stampede.report.Search;
import stampede.report.SearchStep;
import stampede.report.UnreadableResultException;
import stampede.server.StartException;
import stampede.server.UsageException;

/** What goes wrong, and what a run comes to, as an exit code and a line. */
@Timeout(10)
class VerdictsTest {
  private final StringWriter said = new StringWriter();

  private int told(Exception failure) {
    CommandLine line = new CommandLine(CommandLine.Model.CommandSpec.create());
    line.setErr(new PrintWriter(said));
    return Errors.onFailure(failure, line, null);
  }

  @Test
  void wrongUsageIs64() {
    assertThat(told(new UsageException("say it otherwise"))).isEqualTo(64);
    assertThat(said.toString()).isEqualTo("stampede: say it otherwise\n");
  }

  @Test
  void anUnreadableResultIs64() {
    assertThat(told(new UnreadableResultException("no such file", null))).isEqualTo(64);
  }

  @Test
  void aServerThatCannotBeStartedIs69() {
    assertThat(told(new StartException("taken"))).isEqualTo(69);
    assertThat(said.toString().lines()).hasSize(1);
  }

  @Test
  void ourOwnFaultIs70AndIsShownWhole() {
    assertThat(told(new IllegalStateException("oops"))).isEqualTo(70);
    assertThat(said.toString()).contains("defect of stampede").contains("oops").contains("\tat ");
  }

  private static RunDocument document(Cell cell, String... expected) {
    Environment environment =
        new Environment("", "", "", 1, 1, "", null, null, null, null, null, null);
    RunDocument bare =
        new RunDocument(
            RunDocument.SCHEMA,
            "v",
            "stampede load",
            1,
            "now",
            1,
            false,
            environment,
            List.of(cell),
            null,
            null,
            null,
            null,
            List.of());
    return new Expectations(Stream.of(expected).map(Condition::parse).toList()).judge(bare);
  }

  private static ExitCode code(Cell cell, String... expected) {
    return Verdicts.exitCode(document(cell, expected));
  }

  @Test
  void anExpectationThatIsNotMetHasFailed() {
    Cell cell = SampleCells.closed();
    assertThat(code(cell)).isEqualTo(ExitCode.PASSED);
    assertThat(code(cell, "p99<5ms", "errors=0")).isEqualTo(ExitCode.PASSED);
    assertThat(code(cell, "p99<5ms", "p50<1us")).isEqualTo(ExitCode.FAILED);
    assertThat(code(cell, "lag.p99<1s")).as("unknown").isEqualTo(ExitCode.FAILED);
  }

  @Test
  void figuresThatAreNotValidShowNothingButErrorsAreErrors() {
    Cell invalid = SampleCells.withErrors(1);
    assertThat(code(invalid)).isEqualTo(ExitCode.INCONCLUSIVE);
    assertThat(code(invalid, "p99<1us")).isEqualTo(ExitCode.INCONCLUSIVE);
    assertThat(code(invalid, "p99<5ms")).isEqualTo(ExitCode.INCONCLUSIVE);
    assertThat(code(invalid, "errors=0")).isEqualTo(ExitCode.FAILED);
  }

  private static ExitCode code(Double foundPerS, boolean confirmed, boolean valid) {
    return code(foundPerS, confirmed, valid, SampleCells.withErrors(3));
  }

  private static ExitCode code(Double foundPerS, boolean confirmed, boolean valid, Cell walked) {
    SearchStep missed =
        new SearchStep("c", "bracket", 10, 10.0, 9e3, 1.0, 9e3, 0, valid, false, "slow");
    Search search =
        new Search(
            List.of(), "poisson", null, foundPerS, confirmed, false, "so it is", List.of(missed));
    return Verdicts.exitCode(document(walked).searched(search));
  }

  @Test
  void aSearchPassesWhenItsRateIsConfirmedWhateverFloodsBeyondItShow() {
    assertThat(code(1_000.0, true, true)).isEqualTo(ExitCode.PASSED);
    assertThat(code(1_000.0, false, true)).isEqualTo(ExitCode.INCONCLUSIVE);
    assertThat(code(null, false, true)).isEqualTo(ExitCode.FAILED);
    assertThat(code(null, false, false)).isEqualTo(ExitCode.INCONCLUSIVE);
  }

  @Test
  void whatARateBeyondTheServersLeavesUnansweredIsNoWrongButWhatItDoesTwiceIs() {
    Cell beyond = SampleCells.unanswered(100, "receive.timeout");
    assertThat(code(beyond)).isEqualTo(ExitCode.FAILED);
    assertThat(code(1_000.0, true, true, beyond)).isEqualTo(ExitCode.PASSED);
    assertThat(code(1_000.0, true, true, SampleCells.failingAudit())).isEqualTo(ExitCode.FAILED);
  }
}
