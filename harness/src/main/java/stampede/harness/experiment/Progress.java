package stampede.harness.experiment;

import java.io.PrintStream;
import java.util.Locale;
import stampede.linux.Clock;

/**
 * What a person sees while an experiment runs: one line that changes on a terminal, one line per
 * round elsewhere.
 */
public final class Progress {
  private static final long REFRESH_NS = 200_000_000L;
  private static final int LINE_WIDTH = 96;

  private final PrintStream out;
  private final boolean terminal;
  private final boolean quiet;
  private final int steps;
  private ExperimentPlan.Step step;
  private long lastNs;

  /**
   * Progress on {@code out}.
   *
   * @param terminal whether lines may be written over
   * @param quiet whether to say nothing
   * @param steps how many rounds of cells there are
   */
  public Progress(PrintStream out, boolean terminal, boolean quiet, int steps) {
    this.out = out;
    this.terminal = terminal;
    this.quiet = quiet;
    this.steps = steps;
  }

  void begin(ExperimentPlan.Step next) {
    step = next;
    lastNs = 0;
    answered(0);
  }

  void answered(long requests) {
    long nowNs = Clock.monotonicNs();
    if (quiet || !terminal || nowNs - lastNs < REFRESH_NS) {
      return;
    }
    lastNs = nowNs;
    rewrite(title() + (requests == 0 ? "  starting" : "  " + requests + " requests"));
  }

  void end(RoundResult result) {
    if (quiet) {
      return;
    }
    String line =
        String.format(
            Locale.ROOT,
            "%s  %,.0f/s  audit %s%s",
            title(),
            result.flood().throughputPerS(),
            result.audit().verdict().text(),
            result.judgement().invalidReasons().isEmpty() ? "" : "  INVALID");
    if (terminal) {
      rewrite(line);
    } else {
      out.println(line);
    }
    if (terminal && step.order() + 1 == steps) {
      rewrite("");
      out.print('\r');
      out.flush();
    }
  }

  private String title() {
    return String.format(Locale.ROOT, "[%d/%d] %s", step.order() + 1, steps, step.cell().title());
  }

  private void rewrite(String line) {
    String cut = line.length() > LINE_WIDTH ? line.substring(0, LINE_WIDTH) : line;
    out.print('\r' + cut + " ".repeat(LINE_WIDTH - cut.length()));
    out.flush();
  }
}
