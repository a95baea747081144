package stampede.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stampede.server.Population.As;
import stampede.server.policy.PolicyRule;
import stampede.server.policy.PolicySettings;

@Timeout(20)
class PopulationTest {
  private static Population of(String settings) {
    return Population.of(Settings.parse(settings));
  }

  private static PolicySettings fixed(int handlers) {
    return new PolicySettings(
        PolicyRule.Standing.FIXED, handlers, handlers, handlers, 1, 100_000_000L);
  }

  @Test
  void hasDefaultsForEverything() {
    assertThat(of("epoll"))
        .isEqualTo(
            new Population(
                As.THREADS,
                4,
                4,
                Listening.backlog(1024),
                false,
                5_000_000_000L,
                true,
                fixed(4),
                ExtraWork.NONE));
    assertThat(of("iterative").handlers()).isEqualTo(1);
  }

  @Test
  void readsEverySetting() {
    assertThat(
            of(
                "epoll,as=processes,handlers=8,threads=3,backlog=16,place=spread,deadline=1s,"
                    + "ledger=off,work-extra=50us@2%@after"))
        .isEqualTo(
            new Population(
                As.PROCESSES,
                8,
                3,
                Listening.backlog(16),
                true,
                1_000_000_000L,
                false,
                fixed(8),
                new ExtraWork(50_000, 0.02, true)));
  }

  @Test
  void countsTheProcessesThatHoldItsHandlers() {
    assertThat(of("epoll,handlers=8").processes()).isZero();
    assertThat(of("epoll,as=processes,handlers=8").processes()).isEqualTo(8);
    assertThat(of("epoll,as=processes,handlers=8,threads=3").processes()).isEqualTo(3);
  }

  @Test
  void describesItself() {
    assertThat(of("epoll,handlers=2")).hasToString("2 threads, backlog 1024, deadline 5s");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "herd | no strategy is called 'herd'; there are iterative, per-connection",
        "epoll,as=fibers | as=fibers must be threads or processes",
        "epoll,handlers=0 | epoll: handlers=0 is not between 1 and 4096",
        "epoll,handlers=4097 | epoll: handlers=4097 is not between 1 and 4096",
        "epoll,handlers=many | epoll: handlers=many is not a whole number",
        "iterative,handlers=2 | iterative has at most 1 handler; say handlers=1",
        "epoll,threads=2 | threads= is for as=processes",
        "epoll,as=processes,handlers=2,threads=3 | threads=3 is not between 1 and 2",
        "epoll,backlog=0 | backlog=0 is not between 1 and 65535",
        "epoll,backlog=65536 | backlog=65536 is not between 1 and 65535",
        "epoll,place=near | place=near must be free or spread",
        "epoll,deadline=soon | epoll: deadline: 'soon' is not a duration",
        "epoll,deadline=0s | epoll: deadline=0s is less than 1ms",
        "epoll,ledger=maybe | epoll: ledger=maybe must be on or off",
        "epoll,work-extra=much | work-extra: 'much' is not a duration",
        "epoll,work-extra=2s | work-extra=2s is more than 1s",
        "epoll,work-extra=1ms@0% | work-extra=1ms@0%: write 100us, 1ms@2% or 50us@after",
        "epoll,work-extra=1ms@often | write 100us",
        "epoll-exclusive,rotate=-1 | rotate=-1 is not between 0 and 1000000",
        "epoll-exclusive,rotate=x | rotate=x is not a whole number",
        "reuseport,as=processes,handlers=300,threads=249 | at most 120 sockets; say threads=120",
      })
  void saysWhatIsWrong(String settings, String message) {
    assertThatThrownBy(() -> of(settings))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(message);
  }
}
