package stampede.harness.micro.bench;

import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import stampede.harness.micro.handover.Crowd;
import stampede.harness.micro.handover.Notification;

/** A crowd of waiters to hand things over to, and what is counted of it in each iteration. */
@State(Scope.Thread)
public abstract class CrowdBenchmark {
  private Crowd crowd;
  private CrowdReading before;

  /** How many wait. */
  abstract int waiters();

  /** How they are told; a new one. */
  abstract Notification notification();

  /** The waiters fall asleep. */
  @Setup
  public void gather() {
    crowd = Crowd.gather(waiters(), notification());
  }

  /** What stood on the counters when an iteration began. */
  @Setup(Level.Iteration)
  public void begin() {
    before = CrowdReading.of(crowd);
  }

  /** What an iteration added. */
  @TearDown(Level.Iteration)
  public void count(HandOverCounts counts) {
    counts.set(before, CrowdReading.of(crowd));
  }

  /** The waiters leave. */
  @TearDown
  public void disperse() {
    crowd.close();
  }

  /** There and back. */
  final void handOne() {
    crowd.handOver();
  }
}
