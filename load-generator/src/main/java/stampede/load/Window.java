package stampede.load;

/**
 * The times of one flood, on the clock of the run: it begins, is measured from, and ends; what is
 * intended before {@code measureNs} is warm-up.
 *
 * @param startNs when the flood begins
 * @param measureNs when the warm-up is over, at least {@code startNs}
 * @param endNs when the last request may be begun, more than {@code measureNs}
 */
record Window(long startNs, long measureNs, long endNs) {
  /** A window from its lengths. */
  static Window of(long startNs, long warmupNs, long durationNs) {
    return new Window(startNs, startNs + warmupNs, startNs + warmupNs + durationNs);
  }
}
