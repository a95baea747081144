package stampede.server.strategy;

/**
 * What somebody does for all handlers, in the spawner's process: accepting for them, watching the
 * buffer for them. It has a thread of its own, which is left as a handler is: by a signal that
 * interrupts its system calls.
 */
@FunctionalInterface
public interface Attendant {
  /**
   * Waits for something to do and does it. Called again and again; returns at the latest when a
   * signal interrupts it. What it throws ends the server.
   */
  void attend();
}
