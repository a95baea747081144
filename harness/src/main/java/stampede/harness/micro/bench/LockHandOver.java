package stampede.harness.micro.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import stampede.harness.micro.handover.Crowd;
import stampede.harness.micro.handover.Notifications;

/** What it costs when one waits at the address and the others at a lock. */
@State(Scope.Thread)
public class LockHandOver {
  /** The lock; {@code jdk} is a ReentrantLock, which processes cannot share. */
  @Param({"mutex", "file-lock", "trylock", "jdk"})
  String lock;

  /** How many wait, at the address or at the lock. */
  @Param({"1", "2", "4", "8"})
  int waiters;

  private Crowd crowd;
  private CrowdReading before;

  /** One falls asleep at the address, the others at the lock. */
  @Setup
  public void gather() {
    crowd = Crowd.gather(waiters, Notifications.underLock(lock));
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

  /** There and back: the one who took it gives the lock back and wakes the notifier. */
  @Benchmark
  @Measures("one thing taken by the holder of the lock, who gives the lock back and says so")
  public void handOver() {
    crowd.handOver();
  }
}
