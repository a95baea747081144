package stampede.harness.command;

import java.io.PrintStream;
import java.util.List;
import stampede.harness.conformance.Audience;
import stampede.harness.conformance.Check;
import stampede.harness.conformance.ConformancePlan;
import stampede.report.conformance.CheckRecord;
import stampede.report.conformance.SuiteRecord;
import stampede.report.reading.Standings;
import stampede.report.text.CheckText;

/**
 * What a person sees while a conformance run goes on: each result of the one server, or a line for
 * each of several servers and what failed; on a terminal also what is being done now.
 */
final class ConformProgress implements Audience {
  private static final int LINE_WIDTH = 96;

  private final ConformancePlan plan;
  private final PrintStream out;
  private final boolean quiet;
  private final boolean rewrites;
  private String server = "";
  private int servers;
  private int checks;

  ConformProgress(SharedOptions shared, ConformancePlan plan) {
    this.plan = plan;
    this.out = shared.people();
    this.quiet = shared.quiet();
    this.rewrites = !quiet && SharedOptions.isTerminal();
  }

  @Override
  public void begins(String spec) {
    server = spec;
    servers++;
    checks = 0;
    if (!quiet && !plan.several()) {
      out.printf("%s, seed %d%n", server, plan.seed());
    }
  }

  @Override
  public void begins(Check check) {
    checks++;
    if (rewrites) {
      String where =
          plan.several() ? "[%d/%d] %s ".formatted(servers, plan.servers().size(), server) : "";
      rewrite(where + "[%d/%d] %s".formatted(checks, plan.checks().size(), check.id()));
    }
  }

  @Override
  public void ends(CheckRecord check) {
    if (!plan.several() && (!quiet || matters(check))) {
      CheckText.lines(check).forEach(this::line);
    }
  }

  private static boolean matters(CheckRecord check) {
    return check.failed() || check.verdict().equals("inconclusive");
  }

  @Override
  public void ends(SuiteRecord suite) {
    List<CheckRecord> matter = suite.checks().stream().filter(ConformProgress::matters).toList();
    if (plan.several() && !(quiet && matter.isEmpty())) {
      line(title() + ": " + Standings.counts(suite.summary()));
      matter.forEach(check -> CheckText.lines(check).forEach(this::line));
    }
    clear();
  }

  private String title() {
    return "[%d/%d] %s".formatted(servers, plan.servers().size(), server);
  }

  @Override
  public void missing(String reason) {
    line(title() + ": not started: " + reason);
  }

  private void line(String text) {
    clear();
    out.println(text);
    out.flush();
  }

  private void clear() {
    if (rewrites) {
      rewrite("");
      System.err.print('\r');
      System.err.flush();
    }
  }

  private static void rewrite(String line) {
    String cut = line.length() > LINE_WIDTH ? line.substring(0, LINE_WIDTH) : line;
    System.err.print('\r' + cut + " ".repeat(LINE_WIDTH - cut.length()));
    System.err.flush();
  }
}
