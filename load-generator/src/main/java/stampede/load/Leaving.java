package stampede.load;

/** How a slot's last connection is still to be left by {@link UringEngine}. */
enum Leaving {
  /** It has been, or there is none. */
  NOTHING,
  /** Disconnected, its socket kept. */
  KEEP,
  /** Disconnected by a reset, and closed. */
  RESET,
  /** Closed. */
  CLOSE
}
