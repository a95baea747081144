package stampede.harness.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.harness.InterruptedRunException;
import stampede.harness.Interruption;
import stampede.linux.Clock;

@Timeout(20)
class RestTest {
  private final Interruption interruption = new Interruption();

  @Test
  void lastsAsLongAsWanted() {
    long begunNs = Clock.monotonicNs();
    Rest.take(120_000_000, interruption);
    assertThat(Clock.monotonicNs() - begunNs).isGreaterThanOrEqualTo(120_000_000);
  }

  @Test
  void whoIsInterruptedDoesNotRest() {
    interruption.request();
    Rest.take(0, interruption);
    assertThatThrownBy(() -> Rest.take(Long.MAX_VALUE / 2, interruption))
        .isInstanceOf(InterruptedRunException.class);
  }

  @Test
  void onlyWhatTheHostTookIsAReason() {
    assertThat(Rest.afterNs(SampleCells.stolen())).isEqualTo(Rest.NS);
    assertThat(Rest.afterNs(SampleCells.closed())).isZero();
    assertThat(Rest.afterNs(SampleCells.disturbed())).isZero();
  }
}
