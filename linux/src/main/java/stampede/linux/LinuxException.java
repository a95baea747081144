package stampede.linux;

/**
 * A system call of the control plane that failed: which call, on what, with which error. Hot calls
 * do not throw; they return the error as a negative result, to be read with {@link Errno#of(int)}.
 */
public final class LinuxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String call;
  private final Errno errno;

  private LinuxException(String call, String arguments, Errno errno, int number) {
    super(
        "%s(%s): %s (%s)"
            .formatted(
                call,
                arguments,
                errno == Errno.UNKNOWN ? "errno " + number : errno.name(),
                errno.meaning()));
    this.call = call;
    this.errno = errno;
  }

  /** The failure of {@code call} with a negative result; it names the arguments. */
  static LinuxException of(int result, String call, Object... arguments) {
    StringBuilder text = new StringBuilder();
    for (Object argument : arguments) {
      text.append(text.isEmpty() ? "" : ", ").append(argument);
    }
    return new LinuxException(call, text.toString(), Errno.of(result), -result);
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
  public static int check(int result, String call, Object... arguments) {
    if (result < 0) {
      throw of(result, call, arguments);
    }
    return result;
  }
}
