package stampede.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ClockOffsetTest {
  @Test
  void equalWaysTellTheOffsetExactly() {
    ClockOffset offset = ClockOffset.of(1000, 5100, 5150, 1250);
    assertThat(offset).isEqualTo(new ClockOffset(4000, 100));
    assertThat(offset.ours(offset.theirs(77))).isEqualTo(77);
  }

  @Test
  void theTruthIsNeverFurtherAwayThanTheUncertainty() {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (int i = 0; i < 10_000; i++) {
      long truth = random.nextLong() >> 8;
      long asked = random.nextLong() >>> 8;
      long received = asked + random.nextInt(5_000_000) + truth;
      long sent = received + random.nextInt(5_000_000);
      long answered = sent - truth + random.nextInt(5_000_000);
      ClockOffset offset = ClockOffset.of(asked, received, sent, answered);
      assertThat(Math.abs(offset.offsetNs() - truth))
          .as("seed " + seed)
          .isLessThanOrEqualTo(offset.uncertaintyNs());
    }
  }

  @Test
  void clocksThatAreVeryFarApartAreCompared() {
    long truth = Long.MAX_VALUE / 3;
    ClockOffset offset = ClockOffset.of(10, 20 + truth, 30 + truth, 40);
    assertThat(offset).isEqualTo(new ClockOffset(truth, 10));
  }

  @Test
  void theQuickestRoundTripIsBelieved() {
    ClockOffset slow = new ClockOffset(7, 1000);
    ClockOffset quick = new ClockOffset(5, 10);
    assertThat(ClockOffset.better(Optional.empty(), slow)).isEqualTo(slow);
    assertThat(ClockOffset.better(Optional.of(slow), quick)).isEqualTo(quick);
    assertThat(ClockOffset.better(Optional.of(quick), slow)).isEqualTo(quick);
  }
}
