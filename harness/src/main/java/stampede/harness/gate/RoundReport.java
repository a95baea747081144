package stampede.harness.gate;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import stampede.report.gate.GatePair;

/** What a person is told of a round as it ends: its changes, the estimates so far. Immutable. */
public final class RoundReport {
  private final Standing standing;
  private final boolean calibration;
  private final long restNs;

  RoundReport(Standing standing, boolean calibration, long restNs) {
    this.standing = standing;
    this.calibration = calibration;
    this.restNs = restNs;
  }

  /** A line for this round. */
  public String line(GatePair pair) {
    StringBuilder line = new StringBuilder();
    line.append(String.format(Locale.ROOT, "round %d, %s first", pair.round(), pair.first()));
    if (pair.discarded() != null) {
      return line.append(": left out, ").append(pair.discarded()).append(rest()).toString();
    }
    if (!pair.counts()) {
      return line.append(": cut short").toString();
    }
    for (Metric metric : Metric.values()) {
      line.append("  ").append(metric.word()).append(' ');
      line.append(text(metric.change(pair.baseline(), pair.candidate())));
    }
    line.append("   so far");
    for (Comparison each : standing.metrics()) {
      line.append(' ').append(text(each.estimate()));
    }
    return line.append(look()).toString();
  }

  /** A host that takes CPU time often gives it back to who leaves it alone. */
  private String rest() {
    return restNs == 0 ? "" : "; nothing is done for %.0f s now".formatted(restNs / 1e9);
  }

  private String look() {
    if (!standing.isLook() || calibration) {
      return "";
    }
    List<String> open =
        standing.metrics().stream()
            .filter(each -> each.decides() && each.decision() == Decision.INCONCLUSIVE)
            .map(each -> each.metric().word())
            .toList();
    return standing.isDecided()
        ? "   look: " + standing.decision().word()
        : "   look: not yet (" + String.join(", ", open) + ")";
  }

  private static String text(OptionalDouble change) {
    return change.isPresent()
        ? String.format(Locale.ROOT, "%+.1f%%", Metric.percent(change.getAsDouble()))
        : "-";
  }
}
