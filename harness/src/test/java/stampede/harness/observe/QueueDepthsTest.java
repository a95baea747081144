package stampede.harness.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class QueueDepthsTest {
  @Test
  void eachIntervalHasTheMeanOfWhatWasSeenInIt() {
    QueueDepths depths = new QueueDepths(new Intervals(1_000, 1_300, 100));
    depths.seen(999, OptionalInt.of(77));
    depths.seen(1_000, OptionalInt.of(4));
    depths.seen(1_099, OptionalInt.of(1));
    depths.seen(1_050, OptionalInt.empty());
    depths.seen(1_100, OptionalInt.empty());
    depths.seen(1_200, OptionalInt.of(0));
    depths.seen(1_300, OptionalInt.of(77));
    assertThat(depths.mean(0)).hasValue(2.5);
    assertThat(depths.mean(1)).isEmpty();
    assertThat(depths.mean(2)).hasValue(0);
  }
}
