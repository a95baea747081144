package stampede.harness.micro.bench;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.HdrHistogram.IntCountsHistogram;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import stampede.cluster.Histograms;
import stampede.harness.observe.FloodSeconds;
import stampede.harness.observe.MembersSeconds;
import stampede.harness.observe.SecondTold;

/** What a controller pays each second for what its agents tell. */
@State(Scope.Thread)
public class MembersMerge {
  private static final int MEMBERS = 64;
  private static final int LATENCIES = 10_000;

  private final List<String> names = new ArrayList<>();
  private final List<ByteBuffer> told = new ArrayList<>();
  private final FloodSeconds seconds = new FloodSeconds(0, 0, FloodSeconds.LENGTH_NS);

  /** Of each member other latencies, from 10 us to 10 ms. */
  @Setup
  public void draw() {
    SplittableRandom random = new SplittableRandom(Seed.value());
    for (int member = 0; member < MEMBERS; member++) {
      IntCountsHistogram latencies = Histograms.empty();
      for (int i = 0; i < LATENCIES; i++) {
        latencies.recordValue((long) (10_000 * Math.pow(1_000, random.nextDouble())));
      }
      names.add("agent " + member);
      told.add(Histograms.encode(latencies));
    }
  }

  /** Decoded and added, and looked at once, as on a terminal. */
  @Benchmark
  @Measures("a second of 64 members: their histograms decoded and added")
  public long second() {
    MembersSeconds merged = new MembersSeconds(seconds, names, 0);
    for (int member = 0; member < MEMBERS; member++) {
      merged.add(
          names.get(member),
          new SecondTold(
              0,
              LATENCIES,
              LATENCIES,
              0,
              0,
              0,
              10_000_000,
              true,
              Histograms.decode(told.get(member))));
    }
    if (merged.ended() != (long) MEMBERS * LATENCIES) {
      throw new IllegalStateException("something was lost");
    }
    return merged.latencyNs(99).orElseThrow();
  }
}
