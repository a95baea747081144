package stampede.cluster;

/** A member cannot do what is asked, or must not; the message says why, for people. */
public final class WorkRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** With the reason. */
  public WorkRefusedException(String why) {
    super(why);
  }

  /** The same with what it came from. */
  public WorkRefusedException(String why, Throwable cause) {
    super(why, cause);
  }
}
