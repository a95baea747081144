package stampede.contract;

/**
 * The unique 64-bit id of a request attempt: 16 bits that name the run, 8 that name the load
 * thread, 40 that count its attempts from 0. The id tells where its record lies in the {@link
 * History}, so that ledger and history are joined without sorting or hashing. Never 0, which stands
 * for "no request read".
 */
public final class RequestId {
  /** The most load threads of a run. */
  public static final int MAX_THREADS = 256;

  /** The highest number of a run; the lowest is 1. */
  public static final int MAX_RUN = 65535;

  private static final int RUN_SHIFT = 48;
  private static final int THREAD_SHIFT = 40;
  private static final long SEQUENCE_MASK = (1L << THREAD_SHIFT) - 1;

  private RequestId() {}

  /**
   * Puts an id together; the ranges are the caller's to keep, for this is on the path of every
   * attempt.
   *
   * @param run 1 to 65535
   * @param thread 0 to 255
   * @param sequence 0 to 2^40 - 1
   */
  public static long of(int run, int thread, long sequence) {
    return (long) run << RUN_SHIFT | (long) thread << THREAD_SHIFT | sequence;
  }

  /** The run an id belongs to. */
  public static int run(long id) {
    return (int) (id >>> RUN_SHIFT);
  }

  /** The load thread that made the attempt. */
  public static int thread(long id) {
    return (int) (id >>> THREAD_SHIFT) & (MAX_THREADS - 1);
  }

  /** Which attempt of its thread it is, from 0. */
  public static long sequence(long id) {
    return id & SEQUENCE_MASK;
  }

  /** The id as 16 hexadecimal digits, as it stands in paths, bodies and reports. */
  public static String text(long id) {
    StringBuilder text = new StringBuilder(Long.toHexString(id));
    text.insert(0, "0".repeat(16 - text.length()));
    return text.toString();
  }
}
