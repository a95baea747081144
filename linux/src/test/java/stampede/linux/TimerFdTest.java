package stampede.linux;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TimerFdTest {
  private static final long LONG_NS = 15_000_000_000L;

  private final TimerFd timer = TimerFd.create();

  @AfterEach
  void close() {
    timer.close();
  }

  private int awaitExpiry() {
    return Poll.await(timer.number(), Poll.IN, LONG_NS);
  }

  @Test
  void aTimerThatIsNotArmedNeverExpires() {
    assertThat(timer.expirations()).isEqualTo(Sockets.WOULD_BLOCK);
  }

  @Test
  void expiresOnceAndNotBeforeItsDelay() {
    long begunNs = Clock.monotonicNs();
    assertThat(timer.arm(5_000_000, 0)).isZero();

    assertThat(awaitExpiry()).isEqualTo(Poll.IN);

    assertThat(Clock.monotonicNs() - begunNs).isGreaterThanOrEqualTo(5_000_000);
    assertThat(timer.expirations()).isEqualTo(1);
    assertThat(timer.expirations()).isEqualTo(Sockets.WOULD_BLOCK);
  }

  @Test
  void expiresAtAnInstantOfTheClockOfTheRun() {
    long deadlineNs = Clock.monotonicNs() + 5_000_000;
    assertThat(timer.armAt(deadlineNs, 0)).isZero();

    assertThat(awaitExpiry()).isEqualTo(Poll.IN);

    assertThat(Clock.monotonicNs()).isGreaterThanOrEqualTo(deadlineNs);
  }

  @Test
  void whatHasPassedExpiresAtOnce() {
    for (long passed : new long[] {0, -1, Long.MIN_VALUE}) {
      timer.arm(passed, 0);
      assertThat(awaitExpiry()).isEqualTo(Poll.IN);
      timer.armAt(passed, 0);
      assertThat(awaitExpiry()).isEqualTo(Poll.IN);
    }
  }

  @Test
  void anIntervalExpiresAgainAndAgain() {
    timer.arm(1, 1_000_000);
    long expirations = 0;
    while (expirations < 5) {
      assertThat(awaitExpiry()).isEqualTo(Poll.IN);
      expirations += timer.expirations();
    }
  }

  @Test
  void expirationsThatNobodyReadAddUp() {
    long firstNs = Clock.monotonicNs() - 1_000_000_000L;
    timer.armAt(firstNs, 1_000_000);
    awaitExpiry();

    assertThat(timer.expirations()).isGreaterThanOrEqualTo(1000);
  }

  @Test
  void disarmingForgetsWhatExpired() {
    timer.arm(0, 1_000_000);
    awaitExpiry();

    assertThat(timer.disarm()).isZero();

    assertThat(timer.expirations()).isEqualTo(Sockets.WOULD_BLOCK);
  }

  @Test
  void aNegativeIntervalIsAnError() {
    assertThat(timer.arm(1, -1)).isEqualTo(Errno.EINVAL.asResult());
  }
}
