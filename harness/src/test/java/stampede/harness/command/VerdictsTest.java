package stampede.harness.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import picocli.CommandLine;
import stampede.report.UnreadableResultException;
import stampede.server.StartException;
import stampede.server.UsageException;

/** What goes wrong, as an exit code and a line. */
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
}
