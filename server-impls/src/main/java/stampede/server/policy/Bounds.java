package stampede.server.policy;

/**
 * Between how many handlers a policy may choose.
 *
 * @param start handlers at the start, from least to most
 * @param least never fewer, at least 1
 * @param most never more
 * @param unit handlers that come and go together: those of one process; at least 1
 */
public record Bounds(int start, int least, int most, int unit) {
  /** The number of handlers within the bounds that is nearest to {@code handlers}. */
  public int clamp(int handlers) {
    return Math.clamp(handlers, least, most);
  }
}
