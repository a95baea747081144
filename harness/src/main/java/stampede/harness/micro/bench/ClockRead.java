package stampede.harness.micro.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import stampede.linux.Clock;

/** What a look at the clock costs; every record of ledger and history has several. */
@State(Scope.Thread)
public class ClockRead {
  /** The clock of a run. */
  @Benchmark
  @Measures("Clock.monotonicNs, as every record takes it")
  public long linux() {
    return Clock.monotonicNs();
  }

  /** What it is made of. */
  @Benchmark
  @Measures("System.nanoTime")
  public long jdk() {
    return System.nanoTime();
  }
}
