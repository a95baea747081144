package stampede.report;

/**
 * Latency by phase. All in the unit its field is named for (microseconds in a run document).
 *
 * @param connect from the start until the connection was established; null when not measured
 * @param queue in the buffer until a handler accepted; null when the server does not report it
 * @param service from accept until answered; null when the server does not report it
 * @param total from the start until the answer was complete; null when nothing was answered
 */
public record Latencies(Quantiles connect, Quantiles queue, Quantiles service, Quantiles total) {}
