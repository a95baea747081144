package stampede.harness.experiment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.contract.History;
import stampede.contract.HistoryWriter;
import stampede.contract.Outcome;
import stampede.linux.Clock;

@Timeout(30)
class ProgressTest {
  private static final long SECOND = 1_000_000_000L;

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final History history = History.create(9, 1, 100);
  private final LiveFigures live = new SampledFigures(history, SECOND);
  private final long nowNs = Clock.monotonicNs();

  @AfterEach
  void giveBack() {
    history.close();
  }

  private Progress begun(boolean terminal, boolean quiet) {
    Progress progress = new Progress(new PrintStream(said, true, UTF_8), terminal, quiet, 1);
    progress.begin(new ExperimentPlan.Step(new Sample().plan(), 0, 0));
    HistoryWriter clients = history.writer(0);
    for (Outcome outcome : new Outcome[] {Outcome.OK, Outcome.FAILED}) {
      long id = clients.invoke(nowNs, nowNs);
      clients.end(id, outcome, 0, 0, nowNs, nowNs, nowNs, nowNs + 250_000);
    }
    return progress;
  }

  private String lastLine() {
    String all = said.toString(UTF_8);
    return all.substring(all.lastIndexOf('\r') + 1).strip();
  }

  @Test
  void onATerminalOneLineTellsHowTheFloodGoes() {
    Progress progress = begun(true, false);
    assertThat(lastLine()).endsWith("starting");
    progress.look(live, nowNs - SECOND, nowNs + 3_600 * SECOND);
    assertThat(lastLine())
        .startsWith("[1/1] ")
        .containsPattern("\\d{4}\\.\\d s left")
        .contains("p50 250 us", "p99 250 us", "1 error")
        .doesNotContain("warm-up")
        .hasSizeLessThanOrEqualTo(96);
    assertThat(said.toString(UTF_8)).doesNotContain("\n");
  }

  @Test
  void aRoundThatIsNotToBeBelievedSaysWhy() {
    Sample stolen = new Sample();
    stolen.steal = 0.3;
    begun(false, false).end(stolen.result());
    assertThat(said.toString(UTF_8)).contains("INVALID: the host took").endsWith("\n");
    said.reset();
    begun(false, false).end(new Sample().result());
    assertThat(said.toString(UTF_8)).contains("audit pass").doesNotContain("INVALID");
  }

  @Test
  void inTheWarmUpItSaysSo() {
    begun(true, false).look(live, nowNs + 3_600 * SECOND, nowNs + 7_200 * SECOND);
    assertThat(lastLine()).contains("s left (warm-up)");
  }

  @Test
  void aLookTooSoonAfterTheLastCostsNothing() {
    Progress progress = begun(true, false);
    progress.look(live, nowNs, nowNs + SECOND);
    int length = said.size();
    progress.look(live, nowNs, nowNs + SECOND);
    assertThat(said.size()).isEqualTo(length);
  }

  @Test
  void elsewhereOrWhenQuietNothingIsSaidOfAFloodUnderWay() {
    begun(false, false).look(live, nowNs, nowNs + SECOND);
    begun(true, true).look(live, nowNs, nowNs + SECOND);
    assertThat(said.size()).isZero();
  }
}
