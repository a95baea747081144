package stampede.harness.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class MergedFloodTest {
  private static FloodResult flood(int ok, double meanLatencyNs, long eachNs, String engine) {
    Histogram total = new Histogram(3);
    total.recordValueWithCount(eachNs, ok);
    return new FloodResult(
        ok + 3,
        ok,
        2,
        1,
        ok + 3,
        4,
        5,
        ok,
        ok + 3,
        Optional.of(ok + 10.0),
        Optional.of(ok + 9.0),
        meanLatencyNs,
        1.5,
        1000,
        Map.of("total", total),
        Map.of("connect.ECONNREFUSED", 2L),
        Optional.empty(),
        false,
        new Surplus(50, OptionalLong.of(6), 7, 8),
        engine,
        9);
  }

  @Test
  void countsRatesAndHistogramsAreAdded() {
    FloodResult merged =
        MergedFlood.of(List.of(flood(97, 1e6, 1000, "uring"), flood(297, 3e6, 5000, "uring")));
    assertThat(merged.invoked()).isEqualTo(400);
    assertThat(merged.ok()).isEqualTo(394);
    assertThat(merged.throughputPerS()).isEqualTo(394);
    assertThat(merged.offeredPerS()).contains(414.0);
    assertThat(merged.meanInFlight()).isEqualTo(3);
    assertThat(merged.errors()).containsExactly(Map.entry("connect.ECONNREFUSED", 4L));
    assertThat(merged.surplus()).isEqualTo(new Surplus(100, OptionalLong.of(12), 14, 16));
    assertThat(merged.engine()).isEqualTo("uring");
    Histogram total = merged.latency("total");
    assertThat(total.getTotalCount()).isEqualTo(394);
    assertThat(total.getCountAtValue(1000)).isEqualTo(97);
    assertThat(total.getCountAtValue(5000)).isEqualTo(297);
  }

  @Test
  void aMeanIsOneOfAllAttempts() {
    FloodResult merged =
        MergedFlood.of(List.of(flood(97, 1e6, 1000, "uring"), flood(297, 3e6, 5000, "epoll")));
    assertThat(merged.meanLatencyNs()).isEqualTo((100 * 1e6 + 300 * 3e6) / 400);
    assertThat(merged.engine()).isEqualTo("epoll+uring");
  }

  @Test
  void oneFloodIsItself() {
    FloodResult one = flood(97, 1e6, 1000, "uring");
    assertThat(MergedFlood.of(List.of(one))).isEqualTo(one);
  }
}
