package stampede.harness.micro.bench;

import java.util.SplittableRandom;
import org.HdrHistogram.Histogram;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What it costs to add one latency to those measured before. */
@State(Scope.Thread)
public class HistogramRecord {
  private static final int VALUES = 1 << 12;
  private static final long MOST_NS = 60_000_000_000L;

  private final Histogram histogram = new Histogram(MOST_NS, 3);
  private final long[] latenciesNs = new long[VALUES];
  private int at;

  /** Latencies from 10 us to 10 ms, more short ones than long ones. */
  @Setup
  public void draw() {
    SplittableRandom random = new SplittableRandom(Seed.value());
    for (int i = 0; i < VALUES; i++) {
      latenciesNs[i] = (long) (10_000 * Math.pow(1_000, random.nextDouble()));
    }
  }

  /** As each phase of each request is recorded. */
  @Benchmark
  @Measures("a latency recorded in an HdrHistogram of three digits up to 60 s")
  public int record() {
    at = (at + 1) & (VALUES - 1);
    histogram.recordValue(latenciesNs[at]);
    return at;
  }
}
