package stampede.harness.experiment;

import java.io.PrintStream;
import java.util.Locale;
import java.util.OptionalLong;
import stampede.linux.Clock;
import stampede.report.reading.Numbers;

/**
 * What a person sees while an experiment runs: one line that changes on a terminal, one line per
 * round elsewhere. One thread uses it.
 */
public final class Progress implements Onlooker {
  /** How often it is looked at a flood at most. */
  static final long REFRESH_NS = 200_000_000L;

  /** A look may take one part in so many of the time: a slow one is followed by a longer pause. */
  private static final int LOOK_SHARE = 50;

  private static final int LINE_WIDTH = 96;
  private static final int LEAST_TITLE = 20;

  private final PrintStream out;
  private final boolean terminal;
  private final boolean quiet;
  private final int steps;
  private ExperimentPlan.Step step;
  private long nextLookNs;

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

  /** A round begins. */
  void begin(ExperimentPlan.Step next) {
    step = next;
    nextLookNs = Long.MIN_VALUE;
    if (!quiet && terminal) {
      rewrite(title() + "  starting");
    }
  }

  @Override
  public void look(LiveFigures live, long fromNs, long untilNs) {
    if (quiet || !terminal) {
      return;
    }
    long nowNs = Clock.monotonicNs();
    if (nowNs < nextLookNs) {
      return;
    }
    live.look(nowNs);
    rewrite(fitted(title(), figures(live, nowNs, fromNs, untilNs)));
    long tookNs = Clock.monotonicNs() - nowNs;
    nextLookNs = nowNs + Math.max(REFRESH_NS, LOOK_SHARE * tookNs);
  }

  private static String figures(LiveFigures live, long nowNs, long fromNs, long untilNs) {
    String left =
        String.format(
            Locale.ROOT,
            "  %.1f s left%s",
            Math.max(0, untilNs - nowNs) / 1e9,
            nowNs < fromNs ? " (warm-up)" : "");
    if (live.ended() == 0) {
      return left;
    }
    return left
        + (Double.isNaN(live.ratePerS())
            ? ""
            : String.format(Locale.ROOT, "  %,.0f/s", live.ratePerS()))
        + "  p50 "
        + duration(live.latencyNs(0.5))
        + "  p99 "
        + duration(live.latencyNs(0.99))
        + "  "
        + Numbers.counted(live.errors(), "error");
  }

  private static String duration(OptionalLong ns) {
    return ns.isEmpty() ? "-" : Numbers.duration(ns.getAsLong() / 1e3).replace("µ", "u");
  }

  /** The figures change and matter more: the title gives way. */
  private static String fitted(String title, String figures) {
    int room = Math.max(LEAST_TITLE, LINE_WIDTH - figures.length());
    return (title.length() <= room ? title : title.substring(0, room - 3) + "...") + figures;
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
            result.judgement().invalidReasons().stream()
                .findFirst()
                .map(why -> "  INVALID: " + why)
                .orElse(""));
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
