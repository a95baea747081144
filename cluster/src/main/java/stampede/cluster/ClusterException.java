package stampede.cluster;

/** A run, or membership itself, that cannot go on; the message is for people. */
public class ClusterException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With what happened, to whom. */
  public ClusterException(String message) {
    super(message);
  }

  /** The same with what it came from. */
  public ClusterException(String message, Throwable cause) {
    super(message, cause);
  }
}
