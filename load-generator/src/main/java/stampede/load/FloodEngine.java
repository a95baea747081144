package stampede.load;

import java.util.function.Supplier;

/**
 * Drives the connections of one load thread from the flood's start to its end: begins requests when
 * its schedule says so, records each attempt, tallies what it measured, and leaves no connection
 * open.
 *
 * <p>{@link #run} is called once, by the thread that floods, which alone uses the engine until it
 * returns; it allocates nothing once the flood has begun. It makes itself ready, asks for the times
 * of the flood, which come when all threads are, waits until the window's start, begins nothing
 * intended after its end, and returns when every request under way has ended or timed out: at the
 * latest two time-outs after the end, for requests of an open load that are late are begun until
 * one after it. When it is cancelled it returns within a second.
 */
interface FloodEngine {
  /**
   * Floods.
   *
   * @param ready is asked once, when only the start is missing; answers when the start is known
   */
  void run(Supplier<Window> ready);

  /** What was measured; to be read when {@link #run} has returned. */
  Tally tally();
}
