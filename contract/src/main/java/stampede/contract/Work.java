package stampede.contract;

import java.util.random.RandomGenerator;

/**
 * What a request asks of the handler that services it, as the client draws it.
 *
 * @param kind how the handler passes the time
 * @param amountNs how long, in nanoseconds, at least 0; the mean when {@code exponential}
 * @param exponential whether each request draws its own time, exponentially distributed
 */
public record Work(Kind kind, long amountNs, boolean exponential) {
  /** Refuses a negative time. */
  public Work {
    if (amountNs < 0) {
      throw new IllegalArgumentException("work cannot take " + amountNs + " ns");
    }
  }

  /** Nothing beyond the exchange itself. */
  public static final Work NONE = new Work(Kind.NONE, 0, false);

  /** How a handler passes the time of a request. */
  public enum Kind {
    /** Answers at once. */
    NONE(0),
    /** Keeps its CPU busy. */
    SPIN(1),
    /** Sleeps, leaving its CPU to others. */
    SLEEP(2);

    private static final Kind[] KINDS = values();

    private final int code;

    Kind(int code) {
      this.code = code;
    }

    /** How it is written in shared memory and on the wire; never renumbered. */
    public int code() {
      return code;
    }

    /** The kind of a wire code; unknown codes mean NONE. Allocates nothing. */
    public static Kind of(int code) {
      return code >= 0 && code < KINDS.length ? KINDS[code] : NONE;
    }
  }

  /**
   * Reads {@code none}, {@code spin:50us}, {@code sleep:1ms}, {@code exp:100us} (exponential spin)
   * or {@code exp-sleep:5ms} (exponential sleep).
   *
   * @throws IllegalArgumentException with a message for people
   */
  public static Work parse(String text) {
    if (text.equals("none")) {
      return NONE;
    }
    int colon = text.indexOf(':');
    String kind = colon < 0 ? text : text.substring(0, colon);
    String amount = colon < 0 ? "" : text.substring(colon + 1);
    return switch (kind) {
      case "spin" -> new Work(Kind.SPIN, Units.durationNs(amount), false);
      case "sleep" -> new Work(Kind.SLEEP, Units.durationNs(amount), false);
      case "exp" -> new Work(Kind.SPIN, Units.durationNs(amount), true);
      case "exp-sleep" -> new Work(Kind.SLEEP, Units.durationNs(amount), true);
      default ->
          throw new IllegalArgumentException(
              "'"
                  + text
                  + "' is not work: write none, spin:50us, sleep:1ms, exp:100us or exp-sleep:5ms");
    };
  }

  /** The nanoseconds one request asks for. */
  public long drawNs(RandomGenerator random) {
    return exponential ? (long) (amountNs * -Math.log(1 - random.nextDouble())) : amountNs;
  }

  @Override
  public String toString() {
    if (kind == Kind.NONE) {
      return "none";
    }
    return name() + ":" + Units.duration(amountNs);
  }

  private String name() {
    if (kind == Kind.SPIN) {
      return exponential ? "exp" : "spin";
    }
    return exponential ? "exp-sleep" : "sleep";
  }
}
