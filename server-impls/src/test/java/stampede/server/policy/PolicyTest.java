package stampede.server.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stampede.server.Settings;

/** What each policy answers to what it sees, tick by tick. */
@Timeout(20)
class PolicyTest {
  private static final long TICK_NS = 100_000_000L;

  private long nowNs = Long.MAX_VALUE - 50 * TICK_NS;

  private static PopulationPolicy policy(String settings) {
    return Policies.of(Settings.parse("epoll," + settings)).policy();
  }

  private Seen seen(int handlers, double servicing, double pending) {
    nowNs += TICK_NS;
    int available = (int) Math.max(0, handlers - servicing);
    int most = (int) Math.ceil(pending);
    return new Seen(
        nowNs, TICK_NS, handlers, 0, available, servicing, pending, most, Math.round(servicing));
  }

  private int[] follow(PopulationPolicy policy, int handlers, double load, int ticks) {
    int[] wanted = new int[ticks];
    int now = handlers;
    for (int i = 0; i < ticks; i++) {
      now = policy.wanted(seen(now, Math.min(now, load), Math.max(0, load - now)));
      wanted[i] = now;
    }
    return wanted;
  }

  @Test
  void fixedWantsTheSameWhateverItSees() {
    assertThat(follow(policy("handlers=3"), 3, 0, 3)).containsOnly(3);
    assertThat(follow(policy("handlers=3"), 9, 100, 3)).containsOnly(3);
  }

  @Test
  void spareStartsTwiceAsManyEachTickUpToABound() {
    assertThat(follow(policy("policy=spare,spare-min=90,max=500"), 1, 0, 8))
        .containsExactly(90, 90, 90, 90, 90, 90, 90, 90);
    assertThat(follow(policy("policy=spare,max=500"), 5, 10_000, 9))
        .containsExactly(6, 8, 12, 20, 36, 68, 100, 132, 164);
  }

  @Test
  void spareNeverStartsWhatItWouldStopAtOnce() {
    assertThat(follow(policy("policy=spare,spare-min=2,spare-max=3"), 2, 20, 12))
        .containsExactly(3, 5, 9, 17, 23, 23, 23, 23, 23, 23, 23, 23);
  }

  @Test
  void spareStopsOneATickWhileTooManyAreIdle() {
    assertThat(follow(policy("policy=spare"), 16, 2, 6)).containsExactly(15, 14, 13, 12, 12, 12);
  }

  @Test
  void spareBeginsAgainWithOne() {
    PopulationPolicy spare = policy("policy=spare");
    follow(spare, 5, 100, 4);
    assertThat(spare.wanted(seen(50, 43, 0))).isEqualTo(50);
    assertThat(spare.wanted(seen(50, 48, 0))).isEqualTo(51);
  }

  @Test
  void queueGrowsAfterTicksOfWaitingInARow() {
    assertThat(follow(policy("policy=queue"), 1, 100, 7)).containsExactly(1, 1, 2, 2, 2, 3, 3);
    assertThat(follow(policy("policy=queue,grow-after=1,step=4"), 1, 100, 3))
        .containsExactly(5, 9, 13);
  }

  @Test
  void queueForgetsWaitingThatEnds() {
    PopulationPolicy queue = policy("policy=queue");
    for (int i = 0; i < 20; i++) {
      assertThat(queue.wanted(seen(2, 2, i % 3 == 2 ? 0 : 5))).isEqualTo(2);
    }
  }

  @Test
  void queueShrinksAfterIdleTicksDownToWhatItKeepsInReserve() {
    assertThat(follow(policy("policy=queue,shrink-after=2"), 8, 1, 10))
        .containsExactly(8, 7, 7, 6, 6, 5, 5, 4, 4, 4);
    assertThat(follow(policy("policy=queue,shrink-after=1,step=3,min=2"), 8, 0, 4))
        .containsExactly(5, 2, 2, 2);
  }

  @Test
  void latencyKeepsWhatItWasStartedWithForAHold() {
    int[] wanted = follow(policy("policy=latency,handlers=6"), 6, 0, 14);
    assertThat(wanted).startsWith(6, 6, 6, 6, 6, 6, 6, 6, 6).endsWith(1);
  }

  /** Whatever is seen, sense or nonsense. */
  @ParameterizedTest
  @ValueSource(strings = {"fixed,handlers=5", "spare", "queue", "latency,target=10us"})
  void neverLeavesItsBounds(String kind) {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    String bounds = kind.startsWith("fixed") ? "" : ",min=3,max=40";
    PopulationPolicy policy = policy("policy=" + kind + bounds);
    for (int i = 0; i < 20_000; i++) {
      nowNs += random.nextLong(1, 1_000_000_000);
      int handlers = random.nextInt(0, 60);
      Seen any =
          new Seen(
              nowNs,
              random.nextLong(1, 1_000_000_000),
              handlers,
              random.nextInt(handlers + 1),
              random.nextInt(handlers + 1),
              random.nextBoolean() ? 0 : random.nextDouble(0, 60),
              random.nextBoolean() ? 0 : random.nextDouble(0, 5_000),
              random.nextInt(70_000),
              random.nextBoolean() ? 0 : random.nextLong(1, 100_000));
      assertThat(policy.wanted(any)).as("seed %d: %s", seed, any).isBetween(3, 40);
    }
  }
}
