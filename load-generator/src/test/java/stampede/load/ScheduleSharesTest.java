package stampede.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What holds of every schedule, whatever its numbers and among however many threads. */
@Timeout(60)
class ScheduleSharesTest {
  private static final int TRIALS = 60;
  private static final int MOST = 3000;

  @TempDir private Path folder;

  private enum Kind {
    CONSTANT,
    BURST,
    RAMP,
    STEPS,
    REPLAY
  }

  private ArrivalSchedule.Open any(Kind kind, SplittableRandom random) throws IOException {
    return switch (kind) {
      case CONSTANT -> new Constant(rate(random));
      case BURST -> new Burst(1 + random.nextInt(50), 1 + random.nextLong(1_000_000_000));
      case RAMP -> new Ramp(rate(random), rate(random), 1 + random.nextLong(2_000_000_000));
      case STEPS -> steps(random);
      case REPLAY -> replay(random);
    };
  }

  /** From one in a hundred seconds to 100,000/s. */
  private static double rate(SplittableRandom random) {
    return Math.pow(10, random.nextDouble(-2, 5));
  }

  private static Steps steps(SplittableRandom random) {
    List<Double> rates = new ArrayList<>();
    for (int step = random.nextInt(2, 8); step > 0; step--) {
      rates.add(rate(random));
    }
    return new Steps(rates, 1 + random.nextLong(2_000_000_000));
  }

  private Replay replay(SplittableRandom random) throws IOException {
    StringBuilder lines = new StringBuilder("atNs\n");
    long at = 0;
    for (int start = random.nextInt(1, 2000); start > 0; start--) {
      at += random.nextInt(3) == 0 ? 0 : random.nextLong(5_000_000);
      lines.append(at).append('\n');
    }
    Path file = Files.writeString(folder.resolve("starts"), lines);
    return new Replay(file.toString(), random.nextDouble(0.1, 10));
  }

  private static long[] upTo(Arrivals arrivals, long latestNs) {
    return LongStream.generate(arrivals::nextNs).takeWhile(at -> at <= latestNs).toArray();
  }

  @ParameterizedTest
  @EnumSource
  void theSharesOfAllThreadsTogetherAreTheSchedule(Kind kind) throws IOException {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    for (int trial = 0; trial < TRIALS; trial++) {
      ArrivalSchedule.Open schedule = any(kind, random);
      int threads = random.nextInt(1, 9);
      String about = schedule + " among " + threads + " threads, seed " + seed;
      Arrivals alone = schedule.forThread(0, 1, seed);
      long[] whole =
          LongStream.generate(alone::nextNs)
              .limit(MOST)
              .takeWhile(at -> at < Long.MAX_VALUE)
              .toArray();
      assertThat(whole).as(about).isNotEmpty().isSorted();
      assertThat(whole[0]).as(about).isNotNegative();
      // all that are due with the last one, which may be more than were drawn
      long latestNs = whole[whole.length - 1] - 1;
      long[] expected = Arrays.stream(whole).filter(at -> at <= latestNs).toArray();
      long[] together = new long[0];
      for (int thread = 0; thread < threads; thread++) {
        long[] share = upTo(schedule.forThread(thread, threads, seed), latestNs);
        assertThat(share).as(about).isSorted();
        together = LongStream.concat(Arrays.stream(together), Arrays.stream(share)).toArray();
      }
      Arrays.sort(together);
      assertThat(together).as(about).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @EnumSource
  void noShareIsMuchGreaterThanAnother(Kind kind) throws IOException {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    for (int trial = 0; trial < TRIALS; trial++) {
      ArrivalSchedule.Open schedule = any(kind, random);
      int threads = random.nextInt(2, 9);
      long latestNs = upToNth(schedule.forThread(0, 1, seed), 1000);
      long least = Long.MAX_VALUE;
      long most = 0;
      for (int thread = 0; thread < threads; thread++) {
        long share = upTo(schedule.forThread(thread, threads, seed), latestNs).length;
        least = Math.min(least, share);
        most = Math.max(most, share);
      }
      // a burst is shared out anew each time, and its first threads get what is left over
      long bursts = schedule instanceof Burst burst ? latestNs / burst.intervalNs() + 1 : 1;
      assertThat(most - least)
          .as("%s among %d threads, seed %d", schedule, threads, seed)
          .isLessThanOrEqualTo(bursts);
    }
  }

  private static long upToNth(Arrivals arrivals, int nth) {
    return LongStream.generate(arrivals::nextNs)
        .limit(nth)
        .takeWhile(at -> at < Long.MAX_VALUE)
        .max()
        .orElseThrow();
  }

  /** Its shares are streams of their own: together they are one process of the whole rate. */
  @Test
  void poissonSharesHaveTheWholeRateWhateverTheNumberOfThreads() {
    long seed = System.nanoTime();
    SplittableRandom random = new SplittableRandom(seed);
    for (int trial = 0; trial < TRIALS; trial++) {
      int threads = random.nextInt(1, 9);
      double perS = Math.pow(10, random.nextDouble(0, 6));
      long untilNs = (long) (10_000 / perS * 1e9);
      long count = 0;
      for (int thread = 0; thread < threads; thread++) {
        long[] share = upTo(new Poisson(perS).forThread(thread, threads, seed + trial), untilNs);
        assertThat(share).isSorted();
        count += share.length;
      }
      // 10,000 are expected with a standard deviation of 100: six of them
      assertThat(count)
          .as("%s/s, %d threads, seed %d", perS, threads, seed)
          .isBetween(9400L, 10600L);
    }
  }
}
