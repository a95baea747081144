package stampede.harness.load;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.DataFormatException;
import org.HdrHistogram.Histogram;
import stampede.contract.ControlMessage;

/**
 * What the clients of one flood saw in the measured window; the warm-up is in none of it but its
 * own count.
 *
 * @param invoked attempts begun
 * @param ok answered fully and correctly
 * @param failed certainly not serviced
 * @param indeterminate ended without saying
 * @param connections connections that the attempts made
 * @param resent attempts that set out again, because the connection kept for them had ended
 * @param warmup attempts of the warm-up
 * @param throughputPerS answers per second
 * @param endedPerS attempts ended per second, answered or not
 * @param offeredPerS the rate asked for; empty for a closed load
 * @param achievedPerS attempts begun per second; empty for a closed load
 * @param meanLatencyNs mean time an attempt was under way
 * @param meanInFlight mean number of attempts under way
 * @param threadCpuNs CPU time of the load threads
 * @param latencies histograms in nanoseconds: connect, queue, service, total (from the intended
 *     start), actual (from the actual start), lag (between the two)
 * @param errors by phase and name
 * @param advice what to do about the errors, where the load generator knows
 * @param cancelled whether it was cut short
 * @param surplus what an open load could not begin when it was due
 * @param engine what carried the requests: uring or epoll
 * @param clamped latencies longer than the histograms tell apart: they stand there as 60 s
 */
public record FloodResult(
    long invoked,
    long ok,
    long failed,
    long indeterminate,
    long connections,
    long resent,
    long warmup,
    double throughputPerS,
    double endedPerS,
    Optional<Double> offeredPerS,
    Optional<Double> achievedPerS,
    double meanLatencyNs,
    double meanInFlight,
    long threadCpuNs,
    Map<String, Histogram> latencies,
    Map<String, Long> errors,
    Optional<String> advice,
    boolean cancelled,
    Surplus surplus,
    String engine,
    long clamped) {
  private static final String ERROR_PREFIX = "error.";
  private static final String[] HISTOGRAMS = {
    "connect", "queue", "service", "total", "actual", "lag"
  };

  /**
   * Reads what {@link LoadGenerator.Flood#told} gave.
   *
   * @param oneClock whether clients and server had the same clock; the time from a connection's end
   *     on one side to its accept on the other is nothing else, and is left out
   * @throws IllegalArgumentException when it is something else
   */
  public static FloodResult parse(String told, boolean oneClock) {
    ControlMessage done = ControlMessage.parse(told);
    Map<String, String> values = new LinkedHashMap<>(done.values());
    values.keySet().removeIf(name -> !oneClock && name.equals("queue"));
    return of(new ControlMessage(done.verb(), values));
  }

  static FloodResult of(ControlMessage done) {
    Map<String, Histogram> latencies = new TreeMap<>();
    for (String name : HISTOGRAMS) {
      done.value(name).ifPresent(text -> latencies.put(name, decode(text)));
    }
    Map<String, Long> errors = new TreeMap<>();
    done.values()
        .forEach(
            (name, value) -> {
              if (name.startsWith(ERROR_PREFIX)) {
                errors.put(name.substring(ERROR_PREFIX.length()), Long.parseLong(value));
              }
            });
    return new FloodResult(
        done.number("invoked"),
        done.number("ok"),
        done.number("failed"),
        done.number("indeterminate") + done.number("answeredWrongly"),
        done.number("connections"),
        done.number("resent"),
        done.number("warmupInvoked"),
        Double.parseDouble(done.required("throughputPerS")),
        Double.parseDouble(done.required("endedPerS")),
        done.value("offeredPerS").map(Double::valueOf),
        done.value("achievedPerS").map(Double::valueOf),
        Double.parseDouble(done.required("meanLatencyNs")),
        Double.parseDouble(done.required("meanInFlight")),
        done.number("threadCpuNs"),
        latencies,
        errors,
        done.value("advice"),
        done.value("cancelled").map(Boolean::parseBoolean).orElse(false),
        Surplus.of(done),
        done.required("engine"),
        done.number("clamped"));
  }

  /** A histogram by name; an empty one when the flood has none. */
  public Histogram latency(String name) {
    return latencies.getOrDefault(name, new Histogram(3));
  }

  private static Histogram decode(String text) {
    try {
      return Histogram.decodeFromCompressedByteBuffer(
          ByteBuffer.wrap(Base64.getDecoder().decode(text)), 0);
    } catch (DataFormatException broken) {
      throw new IllegalArgumentException("the load generator sent a broken histogram", broken);
    }
  }
}
