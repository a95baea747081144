package stampede.harness.observe;

/**
 * A flood cut into seconds, from 0, that no second has part of both warm-up and measured window:
 * the first of the warm-up and the last of the window may be shorter. What is left under way after
 * the window has seconds of its own. All who take part in a flood cut it alike, each on its own
 * clock. Pure.
 *
 * @param startNs when the flood begins
 * @param windowStartNs when its measured window begins
 * @param windowEndNs when that ends
 */
public record FloodSeconds(long startNs, long windowStartNs, long windowEndNs) {
  /** How long a second is. */
  public static final long LENGTH_NS = 1_000_000_000L;

  /** How many the warm-up has: the number of the first second of the window. */
  public int warmup() {
    return (int) Math.ceilDiv(windowStartNs - startNs, LENGTH_NS);
  }

  /** How many warm-up and window have: the number of the first second after them. */
  public int end() {
    return warmup() + (int) Math.ceilDiv(windowEndNs - windowStartNs, LENGTH_NS);
  }

  /** The second in which a moment lies; before the flood it is the first. */
  public int at(long ns) {
    if (ns >= windowEndNs) {
      return end() + (int) ((ns - windowEndNs) / LENGTH_NS);
    }
    if (ns >= windowStartNs) {
      return warmup() + (int) ((ns - windowStartNs) / LENGTH_NS);
    }
    return Math.max(0, warmup() - (int) Math.ceilDiv(windowStartNs - ns, LENGTH_NS));
  }

  /** When a second begins. */
  public long beginNs(int second) {
    return second == 0 ? startNs : endNs(second - 1);
  }

  /** When a second ends. */
  public long endNs(int second) {
    if (second >= end()) {
      return windowEndNs + (second - end() + 1) * LENGTH_NS;
    }
    long ns = windowStartNs + (second - warmup() + 1) * LENGTH_NS;
    return Math.min(ns, windowEndNs);
  }

  /** How long a second is, in nanoseconds. */
  public long lengthNs(int second) {
    return endNs(second) - beginNs(second);
  }

  /** Whether a second is of the measured window. */
  public boolean isMeasured(int second) {
    return second >= warmup() && second < end();
  }
}
