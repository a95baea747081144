package stampede.report;

/**
 * The client's own count. Invoked is ok + failed + indeterminate.
 *
 * @param invoked attempts begun in the measured time
 * @param ok a full and correct answer came
 * @param failed certainly not serviced: the connection was refused
 * @param indeterminate reset, end of stream or timeout once anything may have reached the server
 * @param warmup attempts of the warm-up, which are in no figure but in the audit
 * @param shed intended starts that were passed over because too many requests were under way; null
 *     where none is passed over. They are in none of the other counts.
 * @param connections connections that the measured attempts made; null in documents that do not say
 * @param resent attempts that set out again on a new connection, because the one kept for them had
 *     ended; null in documents that do not say
 */
public record Requests(
    long invoked,
    long ok,
    long failed,
    long indeterminate,
    long warmup,
    Long shed,
    Long connections,
    Long resent) {
  /** A count that does not say how many connections there were. */
  public Requests(long invoked, long ok, long failed, long indeterminate, long warmup, Long shed) {
    this(invoked, ok, failed, indeterminate, warmup, shed, null, null);
  }
}
