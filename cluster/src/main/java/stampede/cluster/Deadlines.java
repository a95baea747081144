package stampede.cluster;

/**
 * How long each side waits for the other, in nanoseconds.
 *
 * @param readyNs for a member to be ready, or to say why it is not
 * @param silenceNs for anything at all from the other side, before it counts as gone
 * @param stopNs for work that is told to stop to have stopped
 * @param auditNs for a verdict
 * @param heartbeatNs between two signs of life of a controller
 */
public record Deadlines(long readyNs, long silenceNs, long stopNs, long auditNs, long heartbeatNs) {
  private static final long S = 1_000_000_000L;

  /**
   * Those of every day; work that has servers to end is given the time a command has after Ctrl-C.
   * Silence is longer than {@link Stack} takes to miss a member, so that one that has ended is told
   * to be gone, and only one that hangs while its connections live is told to be silent.
   */
  public static Deadlines usual() {
    return new Deadlines(30 * S, 8 * S, 20 * S, 120 * S, S);
  }
}
