package stampede.report;

/**
 * What a command found, whole: the only thing that reports, gates and machines read. Each says how
 * it was made.
 */
public interface ResultDocument {
  /** The name of its shape. */
  String schema();

  /** The version that made it; null when it does not say. */
  String stampedeVersion();

  /** The command line, as typed. */
  String command();

  /** The seed of every random choice. */
  long seed();

  /** When it began, ISO 8601 instant in UTC. */
  String startedAt();

  /** How long it took, in seconds. */
  double durationS();
}
