package stampede.server.spawner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class RespawnPauseTest {
  private static final long MS = 1_000_000L;

  private final RespawnPause pause = new RespawnPause();

  private long pauseAfterLifeOf(long lifeNs, long startedNs) {
    pause.started(startedNs);
    long diedNs = startedNs + lifeNs;
    return pause.died(diedNs) - diedNs;
  }

  @Test
  void handlerThatLivedIsReplacedAtOnceEveryTime() {
    for (int i = 0; i < 10; i++) {
      assertThat(pauseAfterLifeOf(1_000 * MS, i)).isZero();
    }
  }

  @Test
  void firstEarlyDeathIsForgivenThenPausesDoubleUpToABound() {
    List<Long> pausesMs = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      pausesMs.add(pauseAfterLifeOf(10 * MS, 1_000_000 * MS * i) / MS);
    }
    assertThat(pausesMs)
        .containsExactly(0L, 200L, 400L, 800L, 1_600L, 3_200L, 5_000L, 5_000L, 5_000L);
  }

  @Test
  void aHealthyLifeForgivesWhatWasBefore() {
    for (int i = 0; i < 5; i++) {
      pauseAfterLifeOf(10 * MS, i);
    }
    assertThat(pauseAfterLifeOf(1_000 * MS, 0)).isZero();
    assertThat(pauseAfterLifeOf(10 * MS, 0)).isZero();
    assertThat(pauseAfterLifeOf(10 * MS, 0)).isEqualTo(200 * MS);
  }

  @Test
  void timesMayBeNegativeAsClocksMayBe() {
    assertThat(pauseAfterLifeOf(10 * MS, Long.MIN_VALUE / 2)).isZero();
    assertThat(pauseAfterLifeOf(10 * MS, Long.MIN_VALUE / 2)).isEqualTo(200 * MS);
  }
}
