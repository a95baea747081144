package stampede.contract;

/** What became of a request attempt, as its client knows it. */
public enum Outcome {
  /** Invoked and not ended yet, or the client was killed: counts as indeterminate. */
  UNFINISHED(0),
  /** A full, correct answer came. */
  OK(1),
  /** It certainly was not serviced: the connection was refused, or never begun. */
  FAILED(2),
  /** A reset, an end of stream or a time-out once anything may have reached the server. */
  INDETERMINATE(3),
  /** An answer came that is not this request's: another id, a corrupt body, or too much of it. */
  ANSWERED_WRONGLY(4);

  private static final Outcome[] OUTCOMES = values();

  private final int code;

  Outcome(int code) {
    this.code = code;
  }

  /** How it is written in shared memory and on the wire; never renumbered. */
  public int code() {
    return code;
  }

  /** The outcome of a {@link #code}. */
  public static Outcome of(int code) {
    return OUTCOMES[code];
  }
}
