package stampede.harness.experiment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import org.HdrHistogram.IntCountsHistogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.harness.observe.FloodSeconds;
import stampede.harness.observe.MembersSeconds;
import stampede.harness.observe.SecondTold;
import stampede.linux.Clock;

/** What a person sees of a flood of agents is the same as of one of this machine. */
@Timeout(30)
class ToldFiguresTest {
  private static final long SECOND = 1_000_000_000L;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final long nowNs = Clock.monotonicNs();
  private final MembersSeconds told =
      new MembersSeconds(new FloodSeconds(nowNs, nowNs, nowNs + 10 * SECOND), List.of("a", "b"), 0);

  private void tell(String member, long answered, long failed, long latencyNs) {
    IntCountsHistogram latencies = new IntCountsHistogram(1_000, SECOND, 2);
    latencies.recordValueWithCount(latencyNs, answered + failed);
    long all = answered + failed;
    told.add(
        member, new SecondTold(0, all, answered, failed, failed, 0, latencyNs, true, latencies));
  }

  private String line() {
    Progress progress = new Progress(new PrintStream(said, true, UTF_8), true, false, 1);
    progress.begin(new ExperimentPlan.Step(new Sample().plan(), 0, 0));
    progress.look(new ToldFigures(told), nowNs - SECOND, nowNs + 3_600 * SECOND);
    String all = said.toString(UTF_8);
    return all.substring(all.lastIndexOf('\r') + 1).strip();
  }

  @Test
  void onATerminalTheFiguresAreThoseOfAllMembers() {
    tell("a", 900, 0, 250_000);
    tell("b", 600, 2, 4_000_000);
    assertThat(line())
        .contains("1,500/s", "p99 4.00 ms", "2 errors")
        .as("to two digits")
        .containsPattern("p50 25[0-2] us");
  }

  @Test
  void beforeAllHaveToldASecondThereIsOnlyWhatHasEnded() {
    assertThat(line()).endsWith("s left");
    tell("a", 900, 1, 250_000);
    assertThat(line()).contains("p50 -", "p99 -", "1 error").doesNotContain("/s");
  }
}
