package stampede.server.strategy;

/**
 * One handler's way to its requests: wait until some may be pending, then attempt to accept one.
 *
 * <p>Used by one thread. {@link #attempt} waits without limit, and must be left by a signal that
 * interrupts its system calls ({@link Attempt.Interrupted}): so a handler is stopped. One that
 * waits where signals do not reach looks for {@code slot.stopWanted()} itself when that wait ends.
 * It allocates nothing and throws nothing but what is a mistake of ours.
 */
@FunctionalInterface
public interface Acceptor extends AutoCloseable {
  /** Waits, then attempts once. */
  Attempt attempt();

  /**
   * The handler is to leave: take nothing more out of the buffer. Called once, when {@link
   * HandlerPlace#slot} says so.
   */
  default void stopAccepting() {}

  /**
   * Whether requests that were taken out of the buffer wait for this handler alone. One that is to
   * leave goes on attempting as long as there are any; {@link #attempt} then does not wait.
   */
  default boolean holdsAccepted() {
    return false;
  }

  /** Gives back what the handler held for waiting. */
  @Override
  default void close() {}
}
