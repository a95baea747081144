package stampede.report;

import java.util.List;
import java.util.Optional;

/**
 * One run: everything that is known about it, and the only thing that reports, gates and machines
 * read. Immutable, so safe to share between threads.
 *
 * <p>In all records of the document an absent figure is null (JSON {@code null}), never zero: a
 * zero says that it was counted and there was none. Lists and maps are never null.
 *
 * @param schema always {@link #SCHEMA}
 * @param stampedeVersion the version that made the document
 * @param command the command line, as typed
 * @param seed the seed of every random choice of the run
 * @param startedAt when the run began, ISO 8601 instant in UTC
 * @param durationS how long the whole run took, in seconds
 * @param interrupted whether it was stopped early; the cells are then those that were finished
 * @param environment the machine it ran on
 * @param cells one per server, CPU count and load, in the order of the experiment matrix
 * @param preset the ready-made experiment it is; null when it is none
 * @param skipped servers that a product would have had, and why they were left out
 * @param failure what ended the run early when the user did not; the cells are then those that were
 *     finished. Null when nothing did.
 * @param search the search for the highest rate that it is; null when it is none
 * @param members the agents that flooded; empty when the load generator of this machine did
 */
public record RunDocument(
    String schema,
    String stampedeVersion,
    String command,
    long seed,
    String startedAt,
    double durationS,
    boolean interrupted,
    Environment environment,
    List<Cell> cells,
    String preset,
    List<Skipped> skipped,
    Failure failure,
    Search search,
    List<Member> members)
    implements ResultDocument {

  /** The name of this shape. A field may be added under the same name, none changes its meaning. */
  public static final String SCHEMA = "stampede.run/1";

  /** How it is kept as a file. */
  public static final ResultKind<RunDocument> KIND =
      new ResultKind<>(SCHEMA, RunDocument.class, "run.json", "stampede bench --out");

  /**
   * @throws IllegalArgumentException when a required field is null
   */
  public RunDocument {
    Fields.required(schema, "schema");
    Fields.required(command, "command");
    Fields.required(startedAt, "startedAt");
    Fields.required(environment, "environment");
    cells = Fields.list(Fields.required(cells, "cells"));
    skipped = Fields.list(skipped);
    members = Fields.list(members);
  }

  /** The same, as what it was selected. */
  public RunDocument selected(Optional<String> fromPreset, List<Skipped> leftOut) {
    return with(cells, fromPreset.orElse(null), leftOut, search);
  }

  /** The same with other cells: those of the run, of which more is known now. */
  public RunDocument with(List<Cell> known) {
    return with(known, preset, skipped, search);
  }

  /** The same, as the search it was. */
  public RunDocument searched(Search found) {
    return with(cells, preset, skipped, found);
  }

  private RunDocument with(
      List<Cell> known, String fromPreset, List<Skipped> leftOut, Search found) {
    return new RunDocument(
        schema,
        stampedeVersion,
        command,
        seed,
        startedAt,
        durationS,
        interrupted,
        environment,
        known,
        fromPreset,
        leftOut,
        failure,
        found,
        members);
  }
}
