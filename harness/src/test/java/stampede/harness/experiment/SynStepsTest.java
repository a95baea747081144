package stampede.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class SynStepsTest {
  private static final long TIMEOUT_NS = 5_000_000_000L;

  private final Histogram connect = new Histogram(3);

  private void took(long count, long ms) {
    connect.recordValueWithCount(ms * 1_000_000, count);
  }

  @Test
  void connectionsOnAStepAreCounted() {
    took(5_000, 1);
    took(10, 1_013);
    took(2, 1_040);
    assertThat(SynSteps.note(connect, 0, TIMEOUT_NS, true))
        .contains(
            "12 connections took the 1 s step of a retransmitted SYN: the listen queue overflowed");
  }

  @Test
  void everyStepIsNamed() {
    took(1, 1_020);
    took(2, 2_050);
    took(1_500, 3_060);
    assertThat(SynSteps.note(connect, 0, TIMEOUT_NS, false))
        .contains(
            "1 connection took the 1 s step of a retransmitted SYN, 2 the 2 s step, 1,500 the 3 s"
                + " step: a SYN or its answer was lost");
  }

  @Test
  void whatIsSlowAndOnNoStepIsNotCounted() {
    took(100, 300);
    took(100, 900);
    took(100, 1_500);
    took(100, 2_700);
    assertThat(SynSteps.note(connect, 0, TIMEOUT_NS, true)).isEmpty();
  }

  @Test
  void connectsGivenUpStoodOnNoStep() {
    took(30, 1_001);
    assertThat(SynSteps.note(connect, 30, 1_000_000_000, true)).isEmpty();
    took(4, 1_020);
    assertThat(SynSteps.note(connect, 30, 1_000_000_000, true)).get().asString().startsWith("4 ");
    took(30, 2_000);
    assertThat(SynSteps.note(connect, 30, 2_000_000_000, true)).get().asString().startsWith("34 ");
  }
}
