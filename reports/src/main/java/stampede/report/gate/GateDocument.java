package stampede.report.gate;

import java.util.List;
import stampede.report.Environment;
import stampede.report.Fields;
import stampede.report.ResultDocument;
import stampede.report.ResultKind;

/**
 * A candidate compared with a baseline, or a baseline with itself to learn the noise: everything
 * that is known about it. Immutable, so safe to share between threads. Lists are never null.
 *
 * @param schema always {@link #SCHEMA}
 * @param stampedeVersion the version that made the document
 * @param command the command line, as typed
 * @param seed the seed of every random choice, the order of the arms included
 * @param startedAt when it began, ISO 8601 instant in UTC
 * @param durationS how long it took, in seconds
 * @param interrupted whether the user ended it early
 * @param environment the machine it ran on
 * @param purpose {@code compare} or {@code calibrate}
 * @param verdict {@code pass}, {@code fail} or {@code inconclusive}; of a calibration {@code pass}
 *     when a gate can tell something here, else {@code inconclusive}
 * @param explanation what it comes to, in a sentence for somebody who knows no statistics
 * @param baseline the server that is held to be good
 * @param candidate the server that is to be no worse; of a calibration the baseline again
 * @param design how it was run and how it decides
 * @param rounds pairs that count
 * @param metrics what was compared, each with its verdict
 * @param pairs every round in the order of time, those discarded too
 * @param violations what fails the gate outright, whatever the metrics say; none when nothing does
 * @param invalidReasons why its figures cannot be believed, or cannot decide; none when they do
 */
public record GateDocument(
    String schema,
    String stampedeVersion,
    String command,
    long seed,
    String startedAt,
    double durationS,
    boolean interrupted,
    Environment environment,
    String purpose,
    String verdict,
    String explanation,
    GateArm baseline,
    GateArm candidate,
    GateDesign design,
    int rounds,
    List<GateMetric> metrics,
    List<GatePair> pairs,
    List<GateViolation> violations,
    List<String> invalidReasons)
    implements ResultDocument {

  /** The name of this shape. A field may be added under the same name, none changes its meaning. */
  public static final String SCHEMA = "stampede.gate/1";

  /** How it is kept as a file. */
  public static final ResultKind<GateDocument> KIND =
      new ResultKind<>(SCHEMA, GateDocument.class, "gate.json", "stampede gate --out");

  /**
   * @throws IllegalArgumentException when a required field is null
   */
  public GateDocument {
    Fields.required(schema, "schema");
    Fields.required(command, "command");
    Fields.required(startedAt, "startedAt");
    Fields.required(environment, "environment");
    Fields.required(purpose, "purpose");
    Fields.required(verdict, "verdict");
    Fields.required(explanation, "explanation");
    Fields.required(baseline, "baseline");
    Fields.required(candidate, "candidate");
    Fields.required(design, "design");
    metrics = Fields.list(metrics);
    pairs = Fields.list(pairs);
    violations = Fields.list(violations);
    invalidReasons = Fields.list(invalidReasons);
  }

  /** Whether a baseline was compared with itself. */
  public boolean isCalibration() {
    return purpose.equals("calibrate");
  }
}
