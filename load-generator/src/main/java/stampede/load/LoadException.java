package stampede.load;

/**
 * A flood that cannot take place, with one line for people that says what to do, and the exit code
 * that says whose fault it is.
 */
public final class LoadException extends RuntimeException {
  /** Exit code: the settings are wrong. */
  public static final int WRONG_USAGE = 64;

  /** Exit code: the server cannot be reached. */
  public static final int UNREACHABLE = 69;

  /** Exit code: our own fault. */
  public static final int OWN_FAULT = 70;

  private static final long serialVersionUID = 1L;

  private final int exitCode;

  /** A failure with its message for people. */
  public LoadException(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** One of the codes above. */
  public int exitCode() {
    return exitCode;
  }
}
