package stampede.harness.micro.handover;

/**
 * How waiters learn that there is something to take. Made by the notifier's thread, which alone
 * calls {@link #signal} and closes it when no waiter is left.
 */
public interface Notification extends AutoCloseable {
  /** Puts one thing there, and tells. */
  void signal();

  /** The waiting of one waiter; called in its own thread. */
  Waiting waiting();

  /** Gives back what all waiters shared. */
  @Override
  void close();
}
