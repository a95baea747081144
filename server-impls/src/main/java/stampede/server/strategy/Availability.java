package stampede.server.strategy;

import stampede.linux.Bpf;
import stampede.linux.Descriptor;
import stampede.linux.SharedMemory;

/**
 * Who is available, in memory that handlers and a program in the kernel share. Each handler has a
 * word of its own, on a cache line of its own:
 *
 * <pre>
 *   BUSY       the handler services something, or there is none
 *   AVAILABLE  it waits for a request, or is about to
 *   otherwise  the program has given it a connection then (CLOCK_MONOTONIC, ns): it is claimed
 * </pre>
 *
 * <p>The handler stores BUSY and AVAILABLE, for it knows; only the program claims, by an atomic
 * compare and exchange from AVAILABLE. All zero, as at first, means that nobody is available.
 */
final class Availability {
  static final long BUSY = 0;
  static final long AVAILABLE = 1;

  /** Where the number of handlers stands, an int. */
  static final int COUNT_AT = 0;

  /** Where the first word stands. */
  static final int WORDS_AT = 64;

  /** Words lie 1 &lt;&lt; this many bytes apart. */
  static final int WORD_SHIFT = 6;

  private Availability() {}

  /** New memory for at most {@code most} handlers; throws {@link stampede.linux.LinuxException}. */
  static SharedMemory create(int most) {
    return Bpf.memory("availability", sizeBytes(most));
  }

  /** The same memory in a handler; {@code given} stays its owner's. */
  static SharedMemory open(Descriptor given, int most) {
    return SharedMemory.open(given.duplicate(), sizeBytes(most));
  }

  private static int sizeBytes(int most) {
    return WORDS_AT + (most << WORD_SHIFT);
  }

  /** Where the word of a handler stands. */
  static long wordAt(int handler) {
    return WORDS_AT + ((long) handler << WORD_SHIFT);
  }
}
