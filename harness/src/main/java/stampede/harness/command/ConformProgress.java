package stampede.harness.command;

import java.io.PrintStream;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import stampede.harness.conformance.Audience;
import stampede.harness.conformance.Check;
import stampede.harness.conformance.ConformancePlan;
import stampede.report.conformance.CheckRecord;
import stampede.report.conformance.SuiteRecord;
import stampede.report.reading.Printable;
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

  /** What is being done now, by the number of the server; guarded by this. */
  private final SortedMap<Integer, String> now = new TreeMap<>();

  ConformProgress(SharedOptions shared, ConformancePlan plan) {
    this.plan = plan;
    this.out = shared.people();
    this.quiet = shared.quiet();
    this.rewrites = !quiet && SharedOptions.isTerminal();
  }

  @Override
  public Turn begins(int index, String server) {
    String shown = Printable.of(server);
    if (!quiet && !plan.several()) {
      out.printf("%s, seed %d%n", shown, plan.seed());
    }
    return new ServerTurn(index + 1, shown);
  }

  /** The turn of one server. */
  private final class ServerTurn implements Turn {
    private final int number;
    private final String server;
    private int checks;

    ServerTurn(int number, String server) {
      this.number = number;
      this.server = server;
    }

    @Override
    public void begins(Check check) {
      checks++;
      String which = "[%d/%d] %s".formatted(checks, plan.checks().size(), check.id());
      doing(plan.several() ? title() + " " + which : which);
    }

    @Override
    public void ends(CheckRecord check) {
      if (!plan.several() && (!quiet || matters(check))) {
        lines(CheckText.lines(check));
      }
    }

    @Override
    public void ends(SuiteRecord suite, boolean served) {
      List<CheckRecord> matter = suite.checks().stream().filter(ConformProgress::matters).toList();
      done();
      if (plan.several() && !(quiet && matter.isEmpty())) {
        synchronized (ConformProgress.this) {
          lines(List.of(title() + ": " + Standings.counts(suite.summary())));
          matter.forEach(check -> lines(CheckText.lines(check)));
        }
      }
    }

    @Override
    public void missing(String reason) {
      done();
      lines(List.of(title() + ": not started: " + Printable.of(reason)));
    }

    private String title() {
      return "[%d/%d] %s".formatted(number, plan.servers().size(), server);
    }

    private void doing(String what) {
      synchronized (ConformProgress.this) {
        now.put(number, what);
        show();
      }
    }

    private void done() {
      synchronized (ConformProgress.this) {
        now.remove(number);
        show();
      }
    }
  }

  private static boolean matters(CheckRecord check) {
    return check.failed() || check.verdict().equals("inconclusive");
  }

  private synchronized void lines(List<String> lines) {
    clear();
    lines.forEach(out::println);
    out.flush();
    show();
  }

  private synchronized void show() {
    if (now.isEmpty()) {
      clear();
    } else if (rewrites) {
      rewrite(String.join("; ", now.values()));
    }
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
