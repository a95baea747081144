package stampede.report;

/**
 * How documents of one schema are kept as files.
 *
 * @param schema the name of the shape
 * @param type its record
 * @param fileName what the file in a run folder is called
 * @param madeBy the command that writes it
 */
public record ResultKind<D extends ResultDocument>(
    String schema, Class<D> type, String fileName, String madeBy) {}
