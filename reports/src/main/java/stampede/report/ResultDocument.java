package stampede.report;

/** What a command found, whole: the only thing that reports, gates and machines read. */
public interface ResultDocument {
  /** The name of its shape. */
  String schema();
}
