package stampede.server.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stampede.server.Population;
import stampede.server.Settings;
import stampede.server.UsageException;

@Timeout(20)
class PoliciesTest {
  private static PolicySettings of(String settings) {
    return Policies.of(Settings.parse(settings));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "epoll | fixed, 4",
        "iterative | fixed, 1",
        "epoll,handlers=7 | fixed, 7",
        "epoll,policy=spare | spare, 5 to 256 handlers from 5, 5 to 10 of them idle, tick 100ms",
        "epoll,policy=queue,as=processes | queue, 1 to 32 handlers from 1, 1 more after 3 ticks of"
            + " waiting, 1 fewer after 10 idle ticks, tick 100ms",
        "epoll,policy=latency | latency, 1 to 256 handlers from 1, 0.99 of the requests to wait at"
            + " most 1ms, hold 1s, start-up 10ms, tick 20ms",
        "epoll,policy=latency,as=processes | latency, 1 to 32 handlers from 1, 0.99 of the requests"
            + " to wait at most 1ms, hold 1s, start-up 500ms, tick 20ms",
      })
  void hasDefaultsForEverything(String settings, String described) {
    assertThat(of(settings)).hasToString(described);
  }

  @Test
  void readsEverySetting() {
    assertThat(of("epoll,policy=spare,min=2,max=9,handlers=3,tick=1s,spare-min=1,spare-max=3"))
        .isEqualTo(new PolicySettings(new PolicyRule.Spare(1, 3), 3, 2, 9, 1, 1_000_000_000L));
    assertThat(of("epoll,policy=queue,grow-after=1,shrink-after=2,step=3,tick=10ms"))
        .isEqualTo(new PolicySettings(new PolicyRule.Queue(1, 2, 3), 1, 1, 256, 1, 10_000_000L));
    assertThat(of("epoll,policy=latency,target=5ms,quantile=0.9,hold=3s,start-cost=1ms"))
        .isEqualTo(
            new PolicySettings(
                new PolicyRule.Latency(
                    new LatencyTarget(5_000_000, 0.9, 3_000_000_000L, 1_000_000)),
                1,
                1,
                256,
                1,
                20_000_000L));
  }

  @Test
  void fixedIsBoundedByItself() {
    PolicySettings fixed = of("epoll,handlers=9");

    assertThat(fixed.isFixed()).isTrue();
    assertThat(fixed.kind()).isEqualTo("fixed");
    assertThat(fixed)
        .extracting(PolicySettings::least, PolicySettings::most, PolicySettings::start)
        .containsExactly(9, 9, 9);
    assertThat(of("epoll,policy=queue").isFixed()).isFalse();
  }

  @Test
  void handlersOfOneProcessComeAndGoTogether() {
    PolicySettings queue = of("epoll,policy=queue,as=processes,threads=4,min=2,handlers=5");

    assertThat(queue.unit()).isEqualTo(4);
    assertThat(queue.start()).isEqualTo(8);
    assertThat(of("epoll,policy=queue").unit()).isEqualTo(1);
  }

  @Test
  void everySettingIsListed() {
    assertThat(Policies.KEYS)
        .contains("policy", "min", "max", "tick", "spare-min", "step", "target", "start-cost")
        .doesNotContain("handlers", "as", "threads");
    assertThat(Population.KEYS).containsAll(Policies.KEYS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "epoll,policy=none | epoll: policy=none must be one of fixed, directed, spare, queue,"
            + " latency",
        "epoll,min=2 | epoll: min= is not for policy=fixed; say policy=directed, spare, queue or"
            + " latency",
        "epoll,step=2 | epoll: step= is not for policy=fixed; say policy=queue",
        "epoll,policy=spare,target=1ms | target= is not for policy=spare; say policy=latency",
        "epoll,policy=queue,spare-min=1 | spare-min= is not for policy=queue; say policy=spare",
        "epoll,policy=directed,tick=1ms,step=2 | step= is not for policy=directed; say"
            + " policy=queue",
        "epoll,policy=queue,min=3,max=2 | epoll: min=3 is more than max=2",
        "epoll,policy=queue,min=3,handlers=2 | handlers=2 is not between min=3 and max=256",
        "epoll,policy=queue,max=2,handlers=3 | handlers=3 is not between min=1 and max=2",
        "epoll,policy=queue,max=5000 | epoll: max=5000 is not between 1 and 4096",
        "epoll,policy=queue,min=0 | epoll: min=0 is not between 1 and 4096",
        "iterative,policy=queue,max=2 | iterative: max=2 is not between 1 and 1",
        "epoll,policy=queue,tick=1ms | epoll: tick=1ms is not between 5ms and 10s",
        "epoll,policy=queue,tick=soon | epoll: tick: 'soon' is not a duration",
        "epoll,policy=latency,tick=1s | epoll: tick=1s is not between 5ms and 100ms",
        "epoll,policy=latency,target=1us | epoll: target=1us is not between 10us and 60s",
        "epoll,policy=latency,hold=1ms | epoll: hold=1ms is not between 20ms and 60s",
        "epoll,policy=latency,start-cost=2m | epoll: start-cost=2m is not between 0s and 60s",
        "epoll,policy=latency,quantile=1 | epoll: quantile=1 is not between 0.5 and 0.999999",
        "epoll,policy=latency,quantile=0.4 | quantile=0.4 is not between 0.5 and 0.999999",
        "epoll,policy=latency,quantile=p99 | quantile=p99 is not between 0.5 and 0.999999",
        "epoll,policy=spare,spare-min=3,spare-max=3 | spare-max=3 is not more than spare-min=3",
        "epoll,policy=queue,grow-after=0 | epoll: grow-after=0 is not between 1 and 100000",
        "epoll,policy=queue,as=fibers | as=fibers must be threads or processes",
        "herd,policy=queue | no strategy is called 'herd'",
      })
  void saysWhatIsWrong(String settings, String message) {
    assertThatThrownBy(() -> of(settings))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(message);
  }
}
