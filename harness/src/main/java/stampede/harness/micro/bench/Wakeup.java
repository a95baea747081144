package stampede.harness.micro.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import stampede.harness.micro.handover.Notification;
import stampede.harness.micro.handover.Notifications;

/** What it costs to wake one of several waiters, where an eventfd is the address. */
public class Wakeup extends CrowdBenchmark {
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

  @Override
  int waiters() {
    return waiters;
  }

  @Override
  Notification notification() {
    return Notifications.of(notification);
  }

  /** There and back: the one who took it wakes the notifier. */
  @Benchmark
  @Measures("one thing handed over to one of the waiters, who says so; all told may try to take it")
  public void handOver() {
    handOne();
  }
}
