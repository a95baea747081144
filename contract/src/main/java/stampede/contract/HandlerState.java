package stampede.contract;

/** What a handler is doing, as its slot of the {@link Scoreboard} shows it. */
public enum HandlerState {
  /** The slot has no handler. */
  ABSENT(0),
  /** Asked for, not yet ready to accept. */
  STARTING(1),
  /** Waits for requests or attempts to accept one: it is an available handler. */
  AVAILABLE(2),
  /** Services an accepted request. */
  SERVICING(3),
  /** Left on request, after what it had accepted. */
  STOPPED(4);

  private static final HandlerState[] STATES = values();

  private final int code;

  HandlerState(int code) {
    this.code = code;
  }

  /** How it is written in shared memory and on the wire; never renumbered. */
  public int code() {
    return code;
  }

  static HandlerState of(int code) {
    return STATES[code];
  }
}
