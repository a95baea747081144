package stampede.server.strategy.peer.netty;

/** Why a native half of Netty cannot be used, in words. */
final class Unavailable {
  private Unavailable() {}

  /** The innermost cause that says something. */
  static String why(Throwable cause) {
    String why = cause.toString();
    for (Throwable inner = cause; inner != null; inner = inner.getCause()) {
      if (inner.getMessage() != null) {
        why = inner.getMessage();
      }
    }
    return why.lines().findFirst().orElse(why);
  }
}
