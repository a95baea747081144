package stampede.harness;

/** The user ended the command; what is finished is kept. Exit code 130. */
public final class InterruptedRunException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The end that the user asked for. */
  public InterruptedRunException() {
    super("interrupted");
  }
}
