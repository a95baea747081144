package stampede.harness.micro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.harness.micro.handover.Crowd;
import stampede.harness.micro.handover.Notification;
import stampede.harness.micro.handover.Notifications;
import stampede.harness.micro.handover.Waiting;

@Timeout(30)
class CrowdTest {
  /** A semaphore, of which each signal gives so many. */
  private record Permits(Semaphore semaphore, int each) implements Notification {
    @Override
    public void signal() {
      semaphore.release(each);
    }

    @Override
    public Waiting waiting() {
      return () -> {
        semaphore.acquireUninterruptibly();
        return true;
      };
    }

    @Override
    public void close() {}
  }

  @Test
  void aBroadcastWakesAllAndOneWakeupWakesOne() {
    try (Crowd told = Crowd.gather(4, Notifications.of("flag"));
        Crowd one = Crowd.gather(4, Notifications.of("blocking-socket"))) {
      told.handOver();
      one.handOver();
      assertThat(one.emptyAttempts()).isZero();
      assertThat(one.handOvers()).isEqualTo(1);
    }
  }

  @Test
  void thoseWhoAreToldInVainAreCounted() {
    try (Crowd crowd = Crowd.gather(4, Notifications.of("flag"))) {
      long deadlineNs = System.nanoTime() + 10_000_000_000L;
      while (crowd.emptyAttempts() == 0 && System.nanoTime() < deadlineNs) {
        crowd.handOver();
      }
      assertThat(crowd.emptyAttempts()).isPositive();
      assertThat(crowd.sleeps()).isPositive();
    }
  }

  @Test
  void whatTwoTakeIsFound() {
    try (Crowd crowd = Crowd.gather(2, new Permits(new Semaphore(0), 2))) {
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 1_000; i++) {
                  crowd.handOver();
                }
              })
          .isInstanceOf(IllegalStateException.class)
          .hasMessageMatching("taken [2-9] times");
    }
  }

  @Test
  void aWaiterThatFailsIsTold() {
    Notification broken =
        new Notification() {
          @Override
          public void signal() {}

          @Override
          public Waiting waiting() {
            throw new IllegalArgumentException("no such thing");
          }

          @Override
          public void close() {}
        };
    assertThatThrownBy(() -> Crowd.gather(2, broken))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("failed")
        .hasRootCauseMessage("no such thing");
  }
}
