package stampede.report.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(10)
class ErlangCTest {
  @ParameterizedTest
  @CsvSource({"1, 4.00, 21.9", "2, 1.78, 10.66", "8, 0.286, 2.39"})
  void fourFifthsBusyWaitsAsInTheTables(int servers, double mean, double p99) {
    ErlangC queue = new ErlangC(servers, 0.8);
    assertThat(queue.meanWait()).isEqualTo(mean, within(0.005 * mean));
    assertThat(queue.wait(0.99)).isEqualTo(p99, within(0.005 * p99));
  }

  @Test
  void aSingleServersQueueIsTheTextbooks() {
    assertThat(new ErlangC(1, 0.5).waits()).isEqualTo(0.5, within(1e-12));
    assertThat(new ErlangC(1, 0.5).meanWait()).isEqualTo(1, within(1e-12));
  }

  @Test
  void mostDoNotWaitWhereThereIsRoom() {
    assertThat(new ErlangC(8, 0.2).wait(0.99)).isZero();
  }

  @ParameterizedTest
  @CsvSource({"0, 0.5", "1, 0", "1, 1", "1, NaN"})
  void noQueueWithoutASteadyState(int servers, double utilisation) {
    assertThatThrownBy(() -> new ErlangC(servers, utilisation))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
