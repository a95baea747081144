package stampede.harness.experiment;

/** Is shown a flood under way, some twenty times a second, by the thread that observes it. */
@FunctionalInterface
interface Onlooker {
  /**
   * Looks, and returns soon: what is observed waits for it.
   *
   * @param live what is known of it so far; not to be kept
   * @param fromNs when the measured window begins
   * @param untilNs when it ends
   */
  void look(LiveFigures live, long fromNs, long untilNs);
}
