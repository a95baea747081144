package stampede.harness.micro.handover;

/** How one waiter waits. One thread makes it, uses it and closes it. */
@FunctionalInterface
public interface Waiting extends AutoCloseable {
  /**
   * Waits to be told, then attempts once to take what is there.
   *
   * @return whether it got it; false is an empty attempt
   */
  boolean attempt();

  /** Gives back what this waiter had for waiting. */
  @Override
  default void close() {}
}
