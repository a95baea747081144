package stampede.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stampede.contract.Work;

/** Slow-downs on purpose. */
@Timeout(60)
class ExtraWorkTest {
  private static final long MANY = 100_000;

  private static long concerned(String text, long firstId) {
    ExtraWork extra = ExtraWork.parse(text);
    return LongStream.range(firstId, firstId + MANY).filter(id -> extra.ns(id) > 0).count();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 1L << 40, (1L << 62) + 12_345})
  void aShareOfTheRequestsIsChosenByTheirIds(long firstId) {
    assertThat(concerned("1ms@2%", firstId)).isBetween(1_800L, 2_200L);
    assertThat(concerned("1ms@50%@after", firstId)).isBetween(49_000L, 51_000L);
    assertThat(concerned("1ms", firstId)).isEqualTo(MANY);
    assertThat(concerned("0ns", firstId)).isZero();
  }

  @Test
  void theSameRequestIsAlwaysConcernedOrNever() {
    ExtraWork extra = ExtraWork.parse("1ms@10%");
    LongStream.range(0, 1_000).forEach(id -> assertThat(extra.ns(id)).isEqualTo(extra.ns(id)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"epoll", "nio"})
  void everyRequestTakesThatMuchLonger(String strategy) {
    try (LiveServer live = LiveServer.started(strategy + ",handlers=1,work-extra=20ms")) {
      Answer answer =
          Client.exchange(live.address(), Client.newId(), Work.Kind.SLEEP, 1_000_000).orElseThrow();
      assertThat(answer.completedNs() - answer.begunNs()).isGreaterThanOrEqualTo(21_000_000);
    }
  }

  @Test
  void whatComesAfterTheAnswerKeepsTheHandlerButNotTheRequest() {
    try (LiveServer live = LiveServer.started("epoll,handlers=1,work-extra=200ms@after")) {
      Answer one = Client.exchange(live.address()).orElseThrow();
      Answer two = Client.exchange(live.address()).orElseThrow();
      assertThat(two.begunNs() - one.completedNs()).isGreaterThanOrEqualTo(200_000_000);
    }
  }
}
