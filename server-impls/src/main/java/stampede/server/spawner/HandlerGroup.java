package stampede.server.spawner;

import java.util.List;
import stampede.contract.HandlerSlot;

/**
 * Handlers that live and die together: one thread of the spawner's process, a crew of them, or the
 * threads of one handler process. The spawner's thread alone uses it.
 */
interface HandlerGroup {
  /** The slots of its handlers. */
  List<HandlerSlot> slots();

  /** Creates the handlers; returns at once, before they are available. */
  void start();

  /** Asks its handlers to leave once they are available. Returns at once; may be called again. */
  void stop();

  /** Whether it has been started and has not ended since. */
  boolean isAlive();

  /**
   * Ends it without waiting for what its handlers are doing; a thread cannot be ended so and goes
   * with its process.
   */
  void end();
}
