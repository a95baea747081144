package stampede.server.spawner;

import java.util.List;
import stampede.contract.HandlerSlot;

/**
 * Handlers that live and die together: one thread of the spawner's process, or the threads of one
 * handler process. The spawner's thread alone uses it.
 */
interface HandlerGroup {
  /** The slots of its handlers. */
  List<HandlerSlot> slots();

  /** Creates the handlers; returns at once, before they are available. */
  void start();

  /** Whether it has been started and has not ended since. */
  boolean isAlive();

  /**
   * Ends it without waiting for what its handlers are doing; a thread cannot be ended so and goes
   * with its process.
   */
  void end();
}
