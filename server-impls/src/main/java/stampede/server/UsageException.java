package stampede.server;

/**
 * What was asked for cannot be: the message tells a person what, and what to do instead. Exit code
 * 64.
 */
public final class UsageException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** A message for people. */
  public UsageException(String message) {
    super(message);
  }

  /** A message for people, and what was found. */
  public UsageException(String message, Throwable cause) {
    super(message, cause);
  }
}
