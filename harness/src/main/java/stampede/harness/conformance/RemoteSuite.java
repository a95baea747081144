package stampede.harness.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stampede.report.Server;
import stampede.report.conformance.CheckRecord;
import stampede.report.conformance.SuiteRecord;

/**
 * The suite of one server as an agent tells of it, word by word. What it says is believed only
 * where it alone can know; every method throws {@link IllegalArgumentException} at what cannot be.
 * One thread uses it.
 */
public final class RemoteSuite {
  private final ConformancePlan plan;
  private final String member;
  private final Server server;
  private final Records records;
  private final Audience.Turn told;
  private final List<CheckRecord> checks = new ArrayList<>();
  private Optional<Checked.Turn> over = Optional.empty();

  /**
   * The suite of a server that a member was told to check.
   *
   * @param index which server of the plan
   */
  public RemoteSuite(ConformancePlan plan, int index, String member, Audience audience) {
    this.plan = plan;
    this.member = member;
    this.server = plan.servers().get(index).description().record();
    this.records = new Records(plan.known(), plan.repeat());
    this.told = audience.begins(index, server.spec() + " on " + member);
  }

  /** Who checks it. */
  public String member() {
    return member;
  }

  /** A check begins, by its number in the plan. */
  public void begins(int check) {
    require(!isOver() && check == checks.size() && check < plan.checks().size(), "a check begins");
    told.begins(plan.checks().get(check));
  }

  /** The next check has ended. */
  public void ends(CheckRecord check) {
    require(!isOver() && checks.size() < plan.checks().size(), "a check ends");
    CheckRecord whole = records.check(server.spec(), plan.checks().get(checks.size()), check);
    checks.add(whole);
    told.ends(whole);
  }

  /** All have ended. */
  public void ends(Server seen, boolean served) {
    require(!isOver() && seen.spec().equals(server.spec()), "a server's turn ends");
    SuiteRecord suite = Records.suite(seen, checks, member);
    over = Optional.of(new Checked.Turn(suite, served, Optional.empty()));
    told.ends(suite, served);
  }

  /** It could not be started. */
  public void missing(String reason) {
    require(!isOver(), "a server is missing");
    SuiteRecord none = Records.suite(server, List.of(), member);
    String where = "on " + member + ": " + reason;
    over = Optional.of(new Checked.Turn(none, false, Optional.of(where)));
    told.missing(where);
  }

  private void require(boolean isSo, String what) {
    if (!isSo) {
      throw new IllegalArgumentException(
          what + " where check " + (checks.size() + 1) + " of " + server.spec() + " was due");
    }
  }

  /** Whether there is nothing more to tell. */
  public boolean isOver() {
    return over.isPresent();
  }

  /** What it has come to, also when it ended early; empty when it has not come to a check. */
  public Optional<Checked.Turn> turn() {
    return over.or(
        () ->
            checks.isEmpty()
                ? Optional.empty()
                : Optional.of(
                    new Checked.Turn(
                        Records.suite(server, checks, member), true, Optional.empty())));
  }
}
