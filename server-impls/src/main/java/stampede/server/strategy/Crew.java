package stampede.server.strategy;

/**
 * The handlers of one process that work together. A crew keeps the slots of its handlers as any
 * handler keeps its own: identity and {@code AVAILABLE} once it can service a request, {@code
 * SERVICING} while it does, every accept, empty accept and service counted, {@code STOPPED} when it
 * has left on request. One thread directs a crew; what runs inside is the crew's own affair.
 */
public interface Crew {
  /** Starts its threads; may return before the handlers are available. */
  void start();

  /**
   * Accepts nothing more, completes what was accepted, and lets the handlers leave. Returns at
   * once; may be called again.
   */
  void stop();

  /** Whether it was started and any handler is still there. */
  boolean isAlive();
}
