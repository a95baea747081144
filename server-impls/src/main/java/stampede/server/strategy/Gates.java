package stampede.server.strategy;

import java.util.concurrent.locks.LockSupport;
import stampede.linux.Descriptor;
import stampede.linux.Futex;
import stampede.linux.SharedMemory;

/**
 * One gate for each handler, in memory shared by all processes of a server: a dispatcher hands to a
 * handler only while its gate is open, and holds the gate while it does, so that a handler that
 * shuts it knows that nothing more will come.
 *
 * <pre>
 *   SHUT -- handler: open ---> OPEN -- dispatcher: hold -----> HELD
 *   OPEN -- handler: shut ---> SHUT    HELD -- handler: open -> HELD_TO_OPEN
 *   HELD -- dispatcher: release --> OPEN or SHUT    HELD_TO_OPEN -- dispatcher: release --> OPEN
 * </pre>
 *
 * <p>A handler may have taken and serviced what it was handed before the dispatcher lets go of its
 * gate; then it asks for the gate to be opened when that happens.
 *
 * <p>A dispatcher that finds no gate open sleeps until one is opened. Layout: a cache line for the
 * sleeper, then one for each gate. Allocates nothing in use.
 */
final class Gates implements AutoCloseable {
  private static final int SHUT = 0;
  private static final int OPEN = 1;
  private static final int HELD = 2;
  private static final int HELD_TO_OPEN = 3;

  /** About as long as a gate is held. */
  private static final long HOLD_NS = 10_000L;

  private static final long LINE_BYTES = 64;
  private static final long SLEEPING = 0;
  private static final long OPENED = 4;

  private final SharedMemory memory;
  private final Futex opened;

  private Gates(SharedMemory memory) {
    this.memory = memory;
    this.opened = new Futex(memory, OPENED);
  }

  /** Gates for so many handlers, all shut. */
  static Gates create(int handlers) {
    return new Gates(SharedMemory.create("stampede-gates", LINE_BYTES * (1 + (long) handlers)));
  }

  /** Maps gates that another object made; owns {@code received}. */
  static Gates map(Descriptor received) {
    return new Gates(SharedMemory.open(received));
  }

  /** To be handed to other processes; stays owned by this object. */
  Descriptor descriptor() {
    return memory.descriptor();
  }

  private static long gate(int handler) {
    return LINE_BYTES * (1 + (long) handler);
  }

  /**
   * The handler opens its gate, now or as soon as the dispatcher lets go of it; wakes a dispatcher
   * that sleeps.
   */
  void open(int handler) {
    long gate = gate(handler);
    if (!memory.compareAndSetInt(gate, HELD, HELD_TO_OPEN)
        && memory.compareAndSetInt(gate, SHUT, OPEN)
        && memory.getIntVolatile(SLEEPING) != 0) {
      memory.getAndAddInt(OPENED, 1);
      opened.wake(1);
    }
  }

  /**
   * The handler shuts its gate: nothing is handed to it after this returns. Waits while the gate is
   * held, which is a few system calls long.
   */
  void shut(int handler) {
    while (memory.getIntVolatile(gate(handler)) != SHUT
        && !memory.compareAndSetInt(gate(handler), OPEN, SHUT)) {
      LockSupport.parkNanos(HOLD_NS);
    }
  }

  /** Whether a handler's gate is open. */
  boolean isOpen(int handler) {
    return memory.getIntVolatile(gate(handler)) == OPEN;
  }

  /** The dispatcher takes hold of an open gate; false when it is not open. */
  boolean hold(int handler) {
    return memory.compareAndSetInt(gate(handler), OPEN, HELD);
  }

  /** The dispatcher lets go of a gate that it held, and leaves it open or, unless asked, shut. */
  void release(int handler, boolean open) {
    if (open || !memory.compareAndSetInt(gate(handler), HELD, SHUT)) {
      memory.putIntVolatile(gate(handler), OPEN);
    }
  }

  /** The dispatcher is about to sleep: what is opened from now on will wake it. */
  int prepareToSleep() {
    int seen = memory.getIntVolatile(OPENED);
    memory.putIntVolatile(SLEEPING, 1);
    return seen;
  }

  /**
   * Sleeps until a gate is opened, a signal comes, or the time is over.
   *
   * @param seen what {@link #prepareToSleep} said
   */
  void sleep(int seen, long timeoutNs) {
    opened.await(seen, timeoutNs);
  }

  /** The dispatcher is awake. */
  void awake() {
    memory.putIntVolatile(SLEEPING, 0);
  }

  @Override
  public void close() {
    memory.close();
  }
}
