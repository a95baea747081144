package stampede.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Random;
import org.HdrHistogram.IntCountsHistogram;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How much a member tells each second: the figures of docs/cluster-arithmetic.md. */
@Timeout(60)
class IntervalSizeTest {
  private static final double MEDIAN_NS = 300_000;
  private static final double SPREAD = 0.5;

  /** Bytes of an interval as it goes over the network, without what JGroups and TCP add. */
  private static int frameBytes(IntCountsHistogram latencies) {
    byte[] told =
        Wire.encode(
            new Message.Interval(
                1,
                1,
                new Work.Progress(1, 1, 1, 0, 0, 0, 1, 1, true, Histograms.encode(latencies))));
    return new Seal(Optional.of(ClusterKey.of(new byte[32]))).close(told, 0, told.length).length;
  }

  private static IntCountsHistogram usual(int requests) {
    Random random = new Random(1);
    IntCountsHistogram latencies = Histograms.empty();
    for (int i = 0; i < requests; i++) {
      latencies.recordValue((long) (MEDIAN_NS * Math.exp(SPREAD * random.nextGaussian())));
    }
    return latencies;
  }

  @Test
  void aUsualSecondTakesAFewKibibytesHoweverManyRequestsItHad() {
    int few = frameBytes(usual(10_000));
    int many = frameBytes(usual(1_000_000));
    System.out.printf("a second of 10,000 requests: %,d bytes, of 1,000,000: %,d%n", few, many);
    assertThat(few).isBetween(1 << 8, 4 << 10);
    assertThat(many).isBetween(1 << 8, 4 << 10);
  }

  @Test
  void theFullestSecondIsBounded() {
    Random random = new Random(1);
    IntCountsHistogram full = Histograms.empty();
    for (long value = 1; value < Histograms.MOST_NS; value += 1 + value / 256) {
      full.recordValueWithCount(value, 1 + random.nextInt(1 << 20));
    }
    int bytes = frameBytes(full);
    System.out.printf("a second with every latency there is: %,d bytes%n", bytes);
    assertThat(bytes).isBetween(4 << 10, Message.PIECE_BYTES);
  }
}
