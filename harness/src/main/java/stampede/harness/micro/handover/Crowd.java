package stampede.harness.micro.handover;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import stampede.harness.observe.ProcessTimes;
import stampede.linux.Futex;
import stampede.linux.NativeBuffer;
import stampede.linux.ThisProcess;

/**
 * A notifier, which is the thread that makes it and calls {@link #handOver}, and its waiters. Each
 * hand-over is of one thing, and the next begins when somebody has taken it and said so.
 *
 * <pre>{@code
 * try (Crowd crowd = Crowd.gather(8, Notifications.of("epoll"))) {
 *   crowd.handOver();
 *   long vain = crowd.emptyAttempts();
 * }
 * }</pre>
 *
 * <p>Waiters sleep without limit; the notifier gives up after {@link #MOST_WAIT_NS}, which means
 * that what it put there is stranded, or that a waiter failed.
 */
public final class Crowd implements AutoCloseable {
  /** How long one hand-over may take. */
  public static final long MOST_WAIT_NS = 10_000_000_000L;

  private final Notification notification;
  private final NativeBuffer takenWord = NativeBuffer.allocate(Integer.BYTES);
  private final Futex taken = new Futex(takenWord, 0);
  private final List<Waiter> waiters = new ArrayList<>();
  private int handedOver;
  private long handOvers;

  private Crowd(Notification notification) {
    this.notification = notification;
  }

  /**
   * Starts waiters, and returns when all of them are asleep. Closes {@code notification} at its
   * end.
   *
   * @param count of waiters, at least 1
   */
  public static Crowd gather(int count, Notification notification) {
    Crowd crowd = new Crowd(notification);
    IntStream.range(0, count).mapToObj(i -> crowd.new Waiter(i)).forEach(crowd.waiters::add);
    crowd.waiters.forEach(waiter -> waiter.thread.start());
    try {
      crowd.waiters.forEach(crowd::awaitAsleep);
      return crowd;
    } catch (RuntimeException failure) {
      crowd.close();
      throw failure;
    }
  }

  private void awaitAsleep(Waiter waiter) {
    long deadlineNs = System.nanoTime() + MOST_WAIT_NS;
    while (waiter.tid == 0 || !ProcessTimes.isAsleep(ThisProcess.pid(), waiter.tid)) {
      waiter.checkAlive();
      if (System.nanoTime() > deadlineNs) {
        throw new IllegalStateException("waiter " + waiter.number + " does not fall asleep");
      }
      Thread.onSpinWait();
    }
  }

  /**
   * Hands over one thing, and waits until one waiter has taken it.
   *
   * @throws IllegalStateException when nobody does within {@link #MOST_WAIT_NS}, or two do
   */
  public void handOver() {
    int before = handedOver;
    notification.signal();
    int now = takenWord.getIntVolatile(0);
    if (now == before) {
      now = awaitTaken(before);
    }
    if (now != before + 1) {
      throw new IllegalStateException("taken " + (now - before) + " times");
    }
    handedOver = now;
    handOvers++;
  }

  private int awaitTaken(int before) {
    long deadlineNs = System.nanoTime() + MOST_WAIT_NS;
    int now = before;
    while (now == before) {
      if (taken.await(before, MOST_WAIT_NS) == Futex.Ended.TIMED_OUT
          || System.nanoTime() > deadlineNs) {
        waiters.forEach(Waiter::checkAlive);
        throw new IllegalStateException("nobody took what was put there: it is stranded");
      }
      now = takenWord.getIntVolatile(0);
    }
    return now;
  }

  /** Attempts of all waiters that found nothing, until now. */
  public long emptyAttempts() {
    return waiters.stream().mapToLong(waiter -> waiter.empty.getAcquire()).sum();
  }

  /** How often waiters left their CPU to sleep, until now, as the kernel counts it. */
  public long sleeps() {
    int pid = ThisProcess.pid();
    return waiters.stream()
        .mapToLong(waiter -> ProcessTimes.voluntarySwitches(pid, waiter.tid).orElse(0))
        .sum();
  }

  /** How many were handed over, until now. */
  public long handOvers() {
    return handOvers;
  }

  /** Ends all waiters: each is given something to take as often as it needs to see the end. */
  @Override
  public void close() {
    waiters.forEach(waiter -> waiter.leaving = true);
    long deadlineNs = System.nanoTime() + MOST_WAIT_NS;
    while (waiters.stream().anyMatch(waiter -> waiter.thread.isAlive())) {
      if (System.nanoTime() > deadlineNs) {
        throw new IllegalStateException("waiters do not leave");
      }
      notification.signal();
      waiters.stream().filter(waiter -> waiter.thread.isAlive()).findAny().ifPresent(Waiter::join);
    }
    notification.close();
  }

  private final class Waiter {
    private final int number;
    private final Thread thread;
    private volatile int tid;
    private volatile boolean leaving;
    private final AtomicLong empty = new AtomicLong();
    private volatile RuntimeException failure;

    Waiter(int number) {
      this.number = number;
      this.thread =
          Thread.ofPlatform().daemon().name("waiter-" + number).unstarted(this::waitAndTake);
    }

    private void waitAndTake() {
      try (Waiting waiting = notification.waiting()) {
        tid = ThisProcess.tid();
        while (!leaving) {
          if (waiting.attempt()) {
            takenWord.getAndAddInt(0, 1);
            taken.wake(1);
          } else {
            empty.setRelease(empty.getPlain() + 1);
          }
        }
      } catch (RuntimeException ended) {
        failure = ended;
      }
    }

    void checkAlive() {
      if (failure != null) {
        throw new IllegalStateException("waiter " + number + " failed", failure);
      }
    }

    void join() {
      try {
        thread.join(1);
      } catch (InterruptedException interrupted) {
        Thread.currentThread().interrupt();
        throw new IllegalStateException("interrupted while waiters leave", interrupted);
      }
    }
  }
}
