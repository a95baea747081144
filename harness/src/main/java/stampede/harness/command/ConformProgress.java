package stampede.harness.command;

import java.io.PrintStream;
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
    boolean matters = check.failed() || check.verdict().equals("inconclusive");
    if (plan.several() ? matters : matters || !quiet) {
      CheckText.lines(check).forEach(this::line);
    }
  }

  @Override
  public void ends(SuiteRecord suite) {
    if (plan.several() && !quiet) {
      line(
          "[%d/%d] %s: %s"
              .formatted(
                  servers, plan.servers().size(), server, Standings.counts(suite.summary())));
    }
    clear();
  }

  @Override
  public void missing(String spec, String reason) {
    line("[%d/%d] %s: not started: %s".formatted(servers, plan.servers().size(), spec, reason));
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
