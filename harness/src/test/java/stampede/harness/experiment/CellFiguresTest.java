package stampede.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.harness.audit.AuditVerdict.Verdict;
import stampede.report.Cell;

@Timeout(10)
class CellFiguresTest {
  private final List<RoundResult> rounds = new ArrayList<>();

  private Sample sample(double throughputPerS) {
    Sample sample = new Sample();
    sample.round = rounds.size();
    sample.throughputPerS = throughputPerS;
    sample.meanInFlight = throughputPerS * sample.meanLatencyNs / 1e9;
    return sample;
  }

  private void add(Sample sample) {
    rounds.add(sample.result());
  }

  private Cell cell() {
    return CellFigures.of(new Sample().plan(), rounds, Map.of("total", "a.hgrm"));
  }

  @Test
  void theThroughputIsTheMedianOfItsRoundsWithTheirSpread() {
    add(sample(1_000));
    add(sample(9_000));
    add(sample(2_000));
    Cell cell = cell();
    assertThat(cell.throughputPerS()).isEqualTo(2_000);
    assertThat(cell.throughputSpread().min()).isEqualTo(1_000);
    assertThat(cell.throughputSpread().max()).isEqualTo(9_000);
    assertThat(cell.valid()).isTrue();
    assertThat(cell.percentileFiles()).containsEntry("total", "a.hgrm");
  }

  @Test
  void aServerThatWasStillCompilingIsNamed() {
    add(sample(1_000));
    assertThat(cell().notes()).noneMatch(note -> note.contains("compiling"));
    Sample cold = sample(1_000);
    cold.compilerNs = 5_000_000;
    add(cold);
    assertThat(cell().notes()).anyMatch(note -> note.contains("compiling"));
  }

  @Test
  void aLoadGeneratorThatWasStillCompilingIsNamed() {
    Sample cold = sample(1_000);
    cold.generatorCompilerCpuNs = 100_000_000;
    add(cold);
    assertThat(cell().notes())
        .containsExactly(
            "the load generator was still compiling: after a longer --warmup it can do more");
  }

  @Test
  void aMinorityOfInvalidRoundsIsLeftOutAndNamed() {
    add(sample(1_000));
    Sample spoilt = sample(50_000);
    spoilt.steal = 0.3;
    add(spoilt);
    add(sample(2_000));
    Cell cell = cell();
    assertThat(cell.valid()).isTrue();
    assertThat(cell.throughputPerS()).isEqualTo(1_500);
    assertThat(cell.invalidReasons()).isEmpty();
    assertThat(cell.notes()).anyMatch(note -> note.contains("left out") && note.contains("steal"));
    assertThat(cell.rounds()).hasSize(3);
    assertThat(cell.requests().ok()).as("counts are of all rounds").isEqualTo(30_000);
  }

  @Test
  void aCellIsInvalidUnlessMostOfItsRoundsAreValid() {
    add(sample(1_000));
    Sample spoilt = sample(2_000);
    spoilt.steal = 0.3;
    add(spoilt);
    Cell cell = cell();
    assertThat(cell.valid()).isFalse();
    assertThat(cell.invalidReasons()).anyMatch(reason -> reason.contains("steal"));
  }

  @Test
  void theWorstAuditOfItsRoundsIsTheCells() {
    Verdict[] worstFirst = {Verdict.FAIL, Verdict.INCONCLUSIVE, Verdict.UNSUPPORTED, Verdict.PASS};
    for (int worst = 0; worst < worstFirst.length; worst++) {
      rounds.clear();
      for (int other = worstFirst.length - 1; other >= worst; other--) {
        Sample sample = sample(1_000);
        sample.verdict = worstFirst[other];
        add(sample);
      }
      assertThat(cell().audit().verdict()).isEqualTo(worstFirst[worst].text());
      assertThat(cell().audit().explanation()).endsWith(worstFirst[worst].text());
    }
  }

  @Test
  void anInvalidRoundsAuditCountsAllTheSame() {
    add(sample(1_000));
    add(sample(1_000));
    Sample bad = sample(1_000);
    bad.steal = 0.3;
    bad.verdict = Verdict.FAIL;
    bad.duplicated = 2;
    add(bad);
    Cell cell = cell();
    assertThat(cell.valid()).isTrue();
    assertThat(cell.audit().verdict()).isEqualTo("fail");
    assertThat(cell.audit().duplicated()).isEqualTo(2);
    assertThat(cell.audit().examples()).singleElement().matches(e -> e.detail().equals("round 2"));
  }

  @Test
  void handlersShareWakeupsAndEmptyAcceptsAreOfTheWindow() {
    add(sample(1_000));
    Cell cell = cell();
    assertThat(cell.handlers().share()).containsExactly(0.75, 0.25);
    assertThat(cell.handlers().jain()).isEqualTo(0.8, within(1e-9));
    assertThat(cell.handlers().wakeupsPerAccept()).isEqualTo(2, within(1e-9));
    assertThat(cell.handlers().emptyAcceptsPerAccept()).isEqualTo(0.1, within(1e-9));
    assertThat(cell.cpuUsPerConnection().server()).isEqualTo(2, within(1e-9));
    assertThat(cell.cpuUsPerConnection().generator()).isEqualTo(50, within(1e-9));
    assertThat(cell.kernel().backlog()).isEqualTo(128);
  }

  @Test
  void whatWasNotSeenIsAbsentAndNotZero() {
    Sample sample = sample(1_000);
    sample.serverUnknown = true;
    sample.before.clear();
    sample.after.clear();
    add(sample);
    Cell cell = cell();
    assertThat(cell.kernel().serverCpuBusyPercent()).isNull();
    assertThat(cell.kernel().maxQueueDepth()).isNull();
    assertThat(cell.kernel().unavailable()).hasSize(2);
    assertThat(cell.handlers().wakeupsPerAccept()).isNull();
    assertThat(cell.handlers().jain()).isNull();
    assertThat(cell.lagUs()).as("a closed load has no schedule").isNull();
  }

  @Test
  void anOpenLoadHasALag() {
    Sample sample = sample(10_000);
    sample.offeredPerS = Optional.of(10_000.0);
    sample.achievedPerS = Optional.of(10_000.0);
    sample.lagNs = 3_000;
    add(sample);
    assertThat(cell().lagUs().p50()).isEqualTo(3, within(0.01));
  }

  @Test
  void phasesNobodyReportedAreAbsent() {
    Sample sample = sample(1_000);
    sample.ok = 0;
    add(sample);
    Cell cell = cell();
    assertThat(cell.latencyUs().queue()).isNull();
    assertThat(cell.latencyUs().service()).isNull();
    assertThat(cell.valid()).isFalse();
  }

  @Test
  void theLimitIsWhatMostRoundsSay() {
    for (double busy : new double[] {0.99, 0.5, 0.99}) {
      Sample sample = sample(1_000);
      sample.serverBusy = busy;
      add(sample);
    }
    assertThat(cell().limitedBy()).isEqualTo("server");
    rounds.removeLast();
    assertThat(cell().limitedBy()).isEqualTo("unknown");
  }

  @Test
  void replacedHandlersAreAddedUp() {
    for (int i = 0; i < 2; i++) {
      Sample sample = sample(1_000);
      sample.replaced = 1;
      add(sample);
    }
    assertThat(cell().handlers().replaced()).isEqualTo(2);
  }

  @Test
  void sharedCpusAreNoted() {
    Sample sample = new Sample();
    sample.shared = true;
    rounds.add(sample.result());
    Cell cell = CellFigures.of(sample.plan(), rounds, Map.of());
    assertThat(cell.cpusShared()).isTrue();
    assertThat(cell.notes()).anyMatch(note -> note.startsWith("shared"));
  }
}
