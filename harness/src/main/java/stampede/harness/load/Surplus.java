package stampede.harness.load;

import java.util.Locale;
import java.util.OptionalLong;
import stampede.contract.ControlMessage;

/**
 * Intended starts of an open load that found as many requests under way as may be. Where a bound
 * was asked for they are shed: never begun, and counted. Otherwise they are held back: begun late,
 * which the schedule lag shows.
 *
 * @param bound the most requests under way at once, all load threads together
 * @param shed starts of the measured window that were passed over; empty where none is
 * @param heldBack starts that had to wait, in the warm-up too
 * @param notBegun starts of the measured window to which the flood never came
 */
public record Surplus(int bound, OptionalLong shed, long heldBack, long notBegun) {
  /** That of a closed load: none. */
  public static Surplus none() {
    return new Surplus(0, OptionalLong.empty(), 0, 0);
  }

  static Surplus of(ControlMessage done) {
    if (done.value("inFlightBound").isEmpty()) {
      return none();
    }
    OptionalLong shed =
        done.value("shed").isPresent()
            ? OptionalLong.of(done.number("shed"))
            : OptionalLong.empty();
    return new Surplus(
        Math.toIntExact(done.number("inFlightBound")),
        shed,
        done.number("heldBack"),
        done.number("notBegun"));
  }

  /** What became of them, to stand behind what it led to; empty when there were none. */
  public String words() {
    if (shed.orElse(0) > 0) {
      return text(
          "; %,d were shed, for %,d were under way (--max-in-flight)", shed.getAsLong(), bound);
    }
    return heldBack > 0
        ? text("; %,d waited for one of %,d that were under way to end", heldBack, bound)
        : "";
  }

  private static String text(String format, long count, int bound) {
    return String.format(Locale.ROOT, format, count, bound);
  }
}
