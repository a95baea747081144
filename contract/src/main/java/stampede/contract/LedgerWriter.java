package stampede.contract;

/**
 * How a handler records one accepted connection after another: {@link #accepted}, then {@link
 * #begun} and {@link #completed}, or {@link #abandoned}. One thread uses a writer. Nothing
 * allocates or blocks.
 */
public sealed interface LedgerWriter permits SharedLedgerWriter, LedgerWriter.None {
  /** A connection was accepted on {@code cpu}. */
  void accepted(long acceptedNs, int cpu);

  /** Its request was read. */
  void begun(long id, long begunNs);

  /**
   * Its work is done; to be called before the answer is sent, so that an answered request is always
   * recorded.
   */
  void completed(long completedNs, int cpu);

  /** The connection was given up without service. */
  void abandoned();

  /**
   * Records nothing: for measuring what recording costs. The audit of such a server is unsupported.
   */
  static LedgerWriter none() {
    return new None();
  }

  /** The writer that records nothing. */
  record None() implements LedgerWriter {
    @Override
    public void accepted(long acceptedNs, int cpu) {}

    @Override
    public void begun(long id, long begunNs) {}

    @Override
    public void completed(long completedNs, int cpu) {}

    @Override
    public void abandoned() {}
  }
}
