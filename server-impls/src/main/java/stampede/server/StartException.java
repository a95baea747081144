package stampede.server;

/**
 * A server could not be started or reached; the message tells a person why and what to do. Exit
 * code 69.
 */
public class StartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** A message for people. */
  public StartException(String message) {
    super(message);
  }

  /** A message for people, and what went wrong beneath. */
  public StartException(String message, Throwable cause) {
    super(message, cause);
  }
}
