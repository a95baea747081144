package stampede.linux;

/**
 * A system call of the control plane that failed: which call, on what, with which error. Hot calls
 * do not throw; they return the error as a negative result, to be read with {@link Errno#of(int)}.
 */
public final class LinuxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String call;
  private final Errno errno;

  LinuxException(String call, String arguments, int result) {
    super(
        call
            + "("
            + arguments
            + "): "
            + Errno.of(result)
            + " ("
            + Errno.of(result).meaning()
            + ")");
    this.call = call;
    this.errno = Errno.of(result);
  }

  /** The name of the call, as in its man page. */
  public String call() {
    return call;
  }

  /** The error the kernel gave. */
  public Errno errno() {
    return errno;
  }

  /**
   * The result itself where it is a success, else an exception that names the call and its
   * arguments.
   */
  static int check(int result, String call, Object... arguments) {
    if (result >= 0) {
      return result;
    }
    StringBuilder text = new StringBuilder();
    for (Object argument : arguments) {
      text.append(text.isEmpty() ? "" : ", ").append(argument);
    }
    throw new LinuxException(call, text.toString(), result);
  }
}
