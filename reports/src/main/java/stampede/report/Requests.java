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
 */
public record Requests(
    long invoked, long ok, long failed, long indeterminate, long warmup, Long shed) {}
