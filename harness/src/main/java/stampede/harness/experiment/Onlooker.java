package stampede.harness.experiment;

import stampede.contract.History;

/** Is shown a flood under way, some twenty times a second, by the thread that observes it. */
@FunctionalInterface
interface Onlooker {
  /**
   * Looks, and returns soon: what is observed waits for it.
   *
   * @param history what the clients have recorded so far; not to be kept
   * @param fromNs when the measured window begins
   * @param untilNs when it ends
   */
  void look(History history, long fromNs, long untilNs);
}
