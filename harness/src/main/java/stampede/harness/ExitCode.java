package stampede.harness;

/** The exit codes of every command. */
public enum ExitCode {
  /** What was asked was done, and everything checked passed. */
  PASSED(0),
  /** A check, the audit or the gate failed. */
  FAILED(1),
  /** Nothing failed, but not everything could be established. */
  INCONCLUSIVE(2),
  /** The command line cannot be followed. */
  USAGE(64),
  /** The server under test could not be started or reached. */
  UNAVAILABLE(69),
  /** Our own fault. */
  SOFTWARE(70),
  /** The user ended it. */
  INTERRUPTED(130);

  private final int code;

  ExitCode(int code) {
    this.code = code;
  }

  /** The number the shell sees. */
  public int code() {
    return code;
  }
}
