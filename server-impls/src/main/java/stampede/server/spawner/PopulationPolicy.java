package stampede.server.spawner;

/**
 * How many handlers there should be. Pure: what it sees is all it knows, so it is tested without a
 * socket. Called by the spawner's thread, once a tick.
 */
@FunctionalInterface
public interface PopulationPolicy {
  /**
   * What the spawner sees.
   *
   * @param nowNs the time, CLOCK_MONOTONIC
   * @param handlers handlers there are, whatever they do
   * @param available handlers that wait for requests
   */
  record Seen(long nowNs, int handlers, int available) {}

  /** The number of handlers wanted now. */
  int wanted(Seen seen);

  /** As many as were asked for, always. */
  static PopulationPolicy fixed(int handlers) {
    return seen -> handlers;
  }
}
