package stampede.harness.micro;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.report.micro.MicroBenchmark;

@Timeout(10)
class RatiosTest {
  private static MicroBenchmark of(String name, Map<String, String> params, Double score) {
    String group = name.substring(0, name.indexOf('.'));
    return new MicroBenchmark(
        name, group, "", params, "avgt", "ns/op", score, null, Map.of(), List.of(), null, Map.of());
  }

  private static Double ratio(MicroBenchmark one, MicroBenchmark... others) {
    return Ratios.withRatio(one, List.of(others)).ratioToJdk();
  }

  @Test
  void theMethodOfTheSameGroupCompares() {
    MicroBenchmark linux = of("Accept.linux", Map.of(), 50.0);
    MicroBenchmark jdk = of("Accept.jdk", Map.of(), 200.0);
    assertThat(ratio(linux, linux, of("Other.jdk", Map.of(), 1.0), jdk)).isEqualTo(0.25);
    assertThat(ratio(jdk, linux, jdk)).isNull();
  }

  @Test
  void theParameterComparesWhereTheOthersAreTheSame() {
    MicroBenchmark poll = of("Wakeup.once", Map.of("how", "poll", "waiters", "4"), 30.0);
    MicroBenchmark few = of("Wakeup.once", Map.of("how", "jdk", "waiters", "1"), 1.0);
    MicroBenchmark jdk = of("Wakeup.once", Map.of("how", "jdk", "waiters", "4"), 60.0);
    assertThat(ratio(poll, poll, few, jdk)).isEqualTo(0.5);
    assertThat(ratio(jdk, poll, few, jdk)).isNull();
  }

  @Test
  void withoutAScoreThereIsNone() {
    MicroBenchmark linux = of("Accept.linux", Map.of(), 50.0);
    assertThat(ratio(linux, linux)).isNull();
    assertThat(ratio(linux, of("Accept.jdk", Map.of(), null))).isNull();
    assertThat(ratio(linux, of("Accept.jdk", Map.of(), 0.0))).isNull();
  }
}
