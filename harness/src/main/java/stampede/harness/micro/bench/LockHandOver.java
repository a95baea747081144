package stampede.harness.micro.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import stampede.harness.micro.handover.Notification;
import stampede.harness.micro.handover.Notifications;

/** What it costs when one waits at the address and the others at a lock. */
public class LockHandOver extends CrowdBenchmark {
  /** The lock; {@code jdk} is a ReentrantLock, which processes cannot share. */
  @Param({"mutex", "file-lock", "trylock", "jdk"})
  String lock;

  /** How many wait, at the address or at the lock. */
  @Param({"1", "2", "4", "8"})
  int waiters;

  @Override
  int waiters() {
    return waiters;
  }

  @Override
  Notification notification() {
    return Notifications.underLock(lock);
  }

  /** There and back: the one who took it gives the lock back and wakes the notifier. */
  @Benchmark
  @Measures("one thing taken by the holder of the lock, who gives the lock back and says so")
  public void handOver() {
    handOne();
  }
}
