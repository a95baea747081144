package stampede.report;

/**
 * A result file that cannot be used. The message is one line: which file, what is wrong, what to
 * do.
 */
public final class UnreadableResultException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnreadableResultException(String message, Throwable cause) {
    super(message, cause);
  }
}
