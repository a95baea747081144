package stampede.cluster;

/** What was received is no message of ours; the message says why, for people. */
public final class MalformedMessageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  MalformedMessageException(String why) {
    super(why);
  }

  MalformedMessageException(String why, Throwable cause) {
    super(why, cause);
  }
}
