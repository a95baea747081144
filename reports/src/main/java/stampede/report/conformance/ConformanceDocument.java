package stampede.report.conformance;

import java.util.List;
import stampede.report.Environment;
import stampede.report.Fields;
import stampede.report.Member;
import stampede.report.ResultDocument;
import stampede.report.ResultKind;
import stampede.report.Server;
import stampede.report.Skipped;

/**
 * One conformance run: everything that is known about it. Immutable, so safe to share between
 * threads. Lists and maps are never null.
 *
 * @param schema always {@link #SCHEMA}
 * @param stampedeVersion the version that made the document
 * @param command the command line, as typed
 * @param seed the seed of every random choice of the run
 * @param startedAt when the run began, ISO 8601 instant in UTC
 * @param durationS how long the whole run took, in seconds
 * @param interrupted whether the user stopped it early; the checks are then those that were
 *     finished
 * @param environment the machine it ran on; that of the controller when agents checked
 * @param network {@code private} when it ran in a network of its own, else why it did not
 * @param lanes how many servers were checked side by side; null when it does not say
 * @param strict whether differing and unsupported count as failed
 * @param verdict what it comes to: {@code pass}, {@code fail}, {@code unavailable} or {@code
 *     inconclusive}
 * @param complaints what is the matter with the run as a whole; none when nothing is
 * @param selected how many checks each server was to have
 * @param server the server under test; null when there are several
 * @param checks of that server; empty when there are several
 * @param claims of that server; empty when there are several
 * @param summary how many checks of all servers came to each verdict
 * @param suites one for each server when there are several; else empty
 * @param skipped servers that were left out, and why
 * @param member the agent that checked the server; null when there are several, or no agents
 * @param members the agents that checked the servers; empty when this machine did
 */
public record ConformanceDocument(
    String schema,
    String stampedeVersion,
    String command,
    long seed,
    String startedAt,
    double durationS,
    boolean interrupted,
    Environment environment,
    String network,
    Integer lanes,
    boolean strict,
    String verdict,
    List<Complaint> complaints,
    int selected,
    Server server,
    List<CheckRecord> checks,
    List<ClaimRecord> claims,
    Summary summary,
    List<SuiteRecord> suites,
    List<Skipped> skipped,
    String member,
    List<Member> members)
    implements ResultDocument {

  /** The name of this shape. A field may be added under the same name, none changes its meaning. */
  public static final String SCHEMA = "stampede.conformance/1";

  /** How it is kept as a file. */
  public static final ResultKind<ConformanceDocument> KIND =
      new ResultKind<>(
          SCHEMA, ConformanceDocument.class, "conformance.json", "stampede conform --out");

  /**
   * @throws IllegalArgumentException when a required field is null
   */
  public ConformanceDocument {
    Fields.required(schema, "schema");
    Fields.required(command, "command");
    Fields.required(startedAt, "startedAt");
    Fields.required(environment, "environment");
    Fields.required(verdict, "verdict");
    Fields.required(summary, "summary");
    complaints = Fields.list(complaints);
    checks = Fields.list(checks);
    claims = Fields.list(claims);
    suites = Fields.list(suites);
    skipped = Fields.list(skipped);
    members = Fields.list(members);
  }

  /** One for each server, whether there is one or are several. */
  public List<SuiteRecord> everySuite() {
    return server == null
        ? suites
        : List.of(new SuiteRecord(server, checks, claims, summary, member));
  }
}
