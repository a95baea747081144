package stampede.harness.server;

/** What a ledger may tell of a service beside the request's id and that it was completed. */
public enum Told {
  /** Which handler serviced it. */
  HANDLER,
  /** When it was accepted, begun and completed. */
  TIMES
}
