package stampede.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.Random;
import org.HdrHistogram.IntCountsHistogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HistogramsTest {
  private static IntCountsHistogram drawn(Random random, int values) {
    IntCountsHistogram histogram = Histograms.empty();
    for (int i = 0; i < values; i++) {
      histogram.recordValue((long) Math.exp(random.nextDouble() * Math.log(Histograms.MOST_NS)));
    }
    return histogram;
  }

  @Test
  void addedHistogramsAreTheHistogramOfAll() {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    IntCountsHistogram all = Histograms.empty();
    IntCountsHistogram merged = Histograms.empty();
    for (int member = 0; member < 5; member++) {
      IntCountsHistogram one = drawn(new Random(seed + member), 10_000);
      all.add(one);
      merged.add(Histograms.decode(Histograms.encode(one)));
    }
    assertThat(merged).as("seed " + seed).isEqualTo(all);
    assertThat(merged.getTotalCount()).isEqualTo(50_000);
  }

  @Test
  void theLargestFitsInAMessage() {
    IntCountsHistogram full = Histograms.empty();
    Random random = new Random(1);
    for (long value = 1; value < Histograms.MOST_NS; value += 1_000 + value / 256) {
      full.recordValueWithCount(value, 1 + random.nextInt(1 << 20));
    }
    assertThat(Histograms.encode(full).remaining()).isLessThan(Message.PIECE_BYTES);
    assertThat(Histograms.decode(Histograms.encode(full))).isEqualTo(full);
  }

  @Test
  void anEmptyOneIsRead() {
    assertThat(Histograms.decode(Histograms.encode(Histograms.empty())).getTotalCount()).isZero();
  }

  @Test
  void oneOfAnotherShapeIsRefused() {
    IntCountsHistogram precise = new IntCountsHistogram(Histograms.MOST_NS, 5);
    precise.recordValue(7);
    assertThatThrownBy(() -> Histograms.decode(Histograms.encode(precise)))
        .isInstanceOf(MalformedMessageException.class)
        .hasMessageContaining("not of the shape");
  }

  @Test
  void brokenOnesAreRefusedAndNothingElse() {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    ByteBuffer good = Histograms.encode(drawn(random, 1000));
    for (int i = 0; i < 2000; i++) {
      byte[] bytes = new byte[random.nextInt(4) == 0 ? random.nextInt(100) : good.remaining()];
      good.duplicate().get(bytes, 0, Math.min(bytes.length, good.remaining()));
      for (int change = 0; change < 3 && bytes.length > 0; change++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      try {
        assertThat(Histograms.decode(ByteBuffer.wrap(bytes)).getTotalCount()).isNotNegative();
      } catch (MalformedMessageException refused) {
        assertThat(refused.getMessage()).as("seed " + seed).contains("histogram is broken");
      }
    }
  }
}
