package stampede.harness.micro.handover;

import java.util.function.Supplier;
import stampede.linux.EventFd;

/** One waits in the read, the others at a lock around it: no herd at either. */
final class LockedRead extends AtEventFd {
  /** One waiter's hold on the lock that all share. */
  interface Lock extends AutoCloseable {
    void lock();

    void unlock();

    @Override
    default void close() {}
  }

  private final Supplier<Lock> locks;
  private final Runnable end;

  /**
   * @param locks a lock for each waiter, made in its thread
   * @param end gives back what they share
   */
  LockedRead(Supplier<Lock> locks, Runnable end) {
    super(EventFd.createBlocking(true));
    this.locks = locks;
    this.end = end;
  }

  @Override
  public Waiting waiting() {
    Lock lock = locks.get();
    return new Waiting() {
      @Override
      public boolean attempt() {
        lock.lock();
        try {
          return Taking.of(address());
        } finally {
          lock.unlock();
        }
      }

      @Override
      public void close() {
        lock.close();
      }
    };
  }

  @Override
  public void close() {
    super.close();
    end.run();
  }
}
