package stampede.harness.command;

import java.util.Locale;
import stampede.harness.gate.RoundReport;
import stampede.harness.gate.RoundWatcher;
import stampede.report.gate.GatePair;

/** What a person sees while a gate runs: a line a round, on standard error. */
final class GateProgress implements RoundWatcher {
  private final boolean quiet;

  GateProgress(boolean quiet) {
    this.quiet = quiet;
  }

  @Override
  public void calibrated(double capacityPerS, String openLoad) {
    say(
        String.format(
            Locale.ROOT,
            "the baseline answers %,.0f/s; latency is measured at %s. Changes: + is worse",
            capacityPerS,
            openLoad));
  }

  @Override
  public void ended(GatePair pair, RoundReport report) {
    say(report.line(pair));
  }

  private void say(String line) {
    if (!quiet) {
      System.err.println(line);
      System.err.flush();
    }
  }
}
