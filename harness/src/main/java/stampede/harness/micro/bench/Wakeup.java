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

/** What it costs to wake one of several waiters, where an eventfd is the address. */
@State(Scope.Thread)
public class Wakeup {
  /** How waiters are told; {@code jdk} is a selector for each over one pipe. */
  @Param({
    "blocking",
    "blocking-socket",
    "poll",
    "epoll",
    "epoll-exclusive",
    "epoll-edge",
    "epoll-shared",
    "flag",
    "uring-poll",
    "jdk"
  })
  String notification;

  /** How many wait. */
  @Param({"1", "2", "4", "8", "16"})
  int waiters;

  private Crowd crowd;
  private CrowdReading before;

  /** The waiters fall asleep. */
  @Setup
  public void gather() {
    crowd = Crowd.gather(waiters, Notifications.of(notification));
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

  /** There and back: the one who took it wakes the notifier. */
  @Benchmark
  @Measures("one thing handed over to one of the waiters, who says so; all told may try to take it")
  public void handOver() {
    crowd.handOver();
  }
}
