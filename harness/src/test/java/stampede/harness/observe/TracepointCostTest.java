package stampede.harness.observe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class TracepointCostTest {
  @Test
  void isADifferenceThatNoiseMayHide() {
    assertThat(new TracepointCost(30_000, 31_500))
        .hasToString("1500 ns to 30.0 us of a loopback connection (5.0%)");
    assertThat(new TracepointCost(30_000, 29_000))
        .hasToString("less than the noise now here to 30.0 us of a loopback connection");
  }

  @Test
  void isTriedWhereCountingIsPermitted() {
    assertThat(TracepointCost.measured().stream())
        .allSatisfy(
            cost -> {
              assertThat(cost.plainNs()).isPositive();
              assertThat(cost.countedNs()).isPositive();
            });
  }
}
