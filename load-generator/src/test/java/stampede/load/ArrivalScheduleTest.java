package stampede.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(20)
class ArrivalScheduleTest {
  private static final long SEED = 12345;

  private static ArrivalSchedule.Open open(String text) {
    return (ArrivalSchedule.Open) ArrivalSchedule.parse(text);
  }

  private static long[] first(Arrivals arrivals, int count) {
    return LongStream.generate(arrivals::nextNs).limit(count).toArray();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "constant:5000/s",
        "poisson:5000/s",
        "burst:10@5ms",
        "ramp:100/s-5000/s@1s",
        "ramp:5000-100@1s",
        "ramp:300-300@1s",
        "steps:1000/s-6000/s-1000/s@500ms",
        "steps:0.3-7-0.3@1s"
      })
  void timesNeverDecreaseAndTheSameSeedGivesTheSame(String text) {
    long[] times = first(open(text).forThread(1, 3, SEED), 10_000);
    assertThat(times).isSorted();
    assertThat(times[0]).isNotNegative();
    assertThat(first(open(text).forThread(1, 3, SEED), 10_000)).isEqualTo(times);
  }

  @Test
  void constantSharesTogetherAreOneRequestEachInterval() {
    long[] together = new long[3000];
    for (int thread = 0; thread < 3; thread++) {
      System.arraycopy(
          first(open("constant:1000/s").forThread(thread, 3, SEED), 1000),
          0,
          together,
          thread * 1000,
          1000);
    }
    Arrays.sort(together);
    assertThat(together).isEqualTo(LongStream.range(0, 3000).map(n -> n * 1_000_000).toArray());
  }

  @Test
  void aConstantScheduleDoesNotDrift() {
    long[] times = first(open("constant:3/s").forThread(0, 1, SEED), 3_000_001);
    assertThat(times[3_000_000]).isEqualTo(1_000_000_000_000_000L);
  }

  @Test
  void poissonSharesTogetherHaveTheRateAndTheGapsOfOneStream() {
    int perThread = 50_000;
    long[] together = new long[2 * perThread];
    for (int thread = 0; thread < 2; thread++) {
      System.arraycopy(
          first(open("poisson:10k/s").forThread(thread, 2, SEED), perThread),
          0,
          together,
          thread * perThread,
          perThread);
    }
    Arrays.sort(together);
    // only while both streams last
    double[] gaps = new double[90_000];
    for (int i = 0; i < gaps.length; i++) {
      gaps[i] = together[i + 1] - together[i];
    }
    double mean = Arrays.stream(gaps).average().orElseThrow();
    double variance = Arrays.stream(gaps).map(g -> (g - mean) * (g - mean)).average().orElseThrow();
    assertThat(mean).as("seed " + SEED).isBetween(98_000.0, 102_000.0);
    assertThat(Math.sqrt(variance) / mean).as("seed " + SEED).isBetween(0.97, 1.03);
  }

  @Test
  void threadsAndSeedsDrawStreamsOfTheirOwn() {
    long[] one = first(open("poisson:10k/s").forThread(0, 2, SEED), 100);
    assertThat(first(open("poisson:10k/s").forThread(1, 2, SEED), 100)).isNotEqualTo(one);
    assertThat(first(open("poisson:10k/s").forThread(0, 2, SEED + 1), 100)).isNotEqualTo(one);
  }

  @Test
  void burstsAreSharedOutWhole() {
    assertThat(first(open("burst:5@1ms").forThread(0, 2, SEED), 7))
        .containsExactly(0, 0, 0, 1_000_000, 1_000_000, 1_000_000, 2_000_000);
    assertThat(first(open("burst:5@1ms").forThread(1, 2, SEED), 5))
        .containsExactly(0, 0, 1_000_000, 1_000_000, 2_000_000);
    assertThat(open("burst:1@1ms").forThread(1, 2, SEED).nextNs()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void aRampCoversTheAreaUnderItsRates() {
    Arrivals arrivals = open("ramp:100/s-300/s@2s").forThread(0, 1, SEED);
    long[] times = first(arrivals, 1000);
    assertThat(Arrays.stream(times).filter(t -> t < 2_000_000_000L).count()).isEqualTo(400);
    assertThat(Arrays.stream(times).filter(t -> t < 1_000_000_000L).count()).isEqualTo(150);
    // afterwards the rate stays
    assertThat(times[700] - times[400]).isBetween(999_999_999L, 1_000_000_001L);
  }

  @Test
  void aStepBeginsWithARequestAndKeepsItsSpacing() {
    long[] times = first(open("steps:10/s-40/s-5/s@1s").forThread(0, 1, SEED), 60);
    assertThat(Arrays.copyOfRange(times, 0, 10))
        .isEqualTo(LongStream.range(0, 10).map(n -> n * 100_000_000).toArray());
    assertThat(Arrays.copyOfRange(times, 10, 50))
        .isEqualTo(LongStream.range(0, 40).map(n -> 1_000_000_000 + n * 25_000_000).toArray());
    // afterwards the rate stays
    assertThat(Arrays.copyOfRange(times, 50, 60))
        .isEqualTo(LongStream.range(0, 10).map(n -> 2_000_000_000 + n * 200_000_000).toArray());
  }

  @Test
  void sharesOfStepsTogetherAreTheSchedule() {
    String steps = "steps:100/s-333/s-0.7/s-50/s@1s";
    long[] whole = first(open(steps).forThread(0, 1, SEED), 900);
    long[] together = new long[900];
    for (int thread = 0; thread < 3; thread++) {
      long[] share = first(open(steps).forThread(thread, 3, SEED), 300);
      System.arraycopy(share, 0, together, thread * 300, 300);
    }
    Arrays.sort(together);
    assertThat(together).isEqualTo(whole);
    assertThat(Arrays.stream(whole).filter(t -> t < 3_000_000_000L).count()).isEqualTo(434);
  }

  @Test
  void clientsOfAClosedLoadAreSharedOutEvenly() {
    ArrivalSchedule.Closed closed = (ArrivalSchedule.Closed) ArrivalSchedule.parse("closed:64");
    assertThat(closed.ofThread(0, 3) + closed.ofThread(1, 3) + closed.ofThread(2, 3)).isEqualTo(64);
    assertThat(closed.ofThread(2, 3)).isEqualTo(21);
    assertThat(closed).hasToString("closed:64");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "closed",
        "closed:",
        "closed:0",
        "closed:-1",
        "closed:x",
        "closed:2000000",
        "constant:0",
        "constant:fast",
        "poisson:-3/s",
        "burst:10",
        "burst:10@",
        "burst:0@1s",
        "burst:1@0ms",
        "ramp:1-2",
        "ramp:1@1s",
        "ramp:1-2@0s",
        "steps:1-2",
        "steps:1@1s",
        "steps:1-2@0s",
        "steps:1--2@1s",
        "steps:1-20M/s@1s",
        "constant:100M/s",
        "square:1"
      })
  void whatIsNotALoadIsRefusedWithAMessage(String text) {
    assertThatThrownBy(() -> ArrivalSchedule.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .isNotBlank();
  }
}
