package stampede.report.hgrm;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import stampede.report.Cell;
import stampede.report.PercentilePoint;
import stampede.report.Quantiles;
import stampede.report.RunDocument;
import stampede.report.reading.Phase;

/**
 * The percentile curves of a run, one file for each cell and phase, in microseconds, as
 * HdrHistogram's plotter reads them. They hold the points that the document holds; the files of a
 * run folder are exact. Where no curve was kept there is no file. Stateless.
 */
public final class PercentileFiles {
  private static final int MOST_NAME = 80;

  /** What the names of files call them. */
  private static final Map<String, Phase> PHASES = phases();

  private PercentileFiles() {}

  /** Names of files, safe in any folder and each once, and what is to stand in them. */
  public static Map<String, String> of(RunDocument document) {
    Map<String, String> files = new LinkedHashMap<>();
    Set<String> taken = new HashSet<>();
    for (Cell cell : document.cells()) {
      String name = free(cell.id(), taken);
      PHASES.forEach((word, phase) -> curve(files, name + "-" + word, cell, phase));
    }
    return files;
  }

  private static Map<String, Phase> phases() {
    Map<String, Phase> phases = new LinkedHashMap<>();
    phases.put("connect", Phase.CONNECT);
    phases.put("queue", Phase.QUEUE);
    phases.put("service", Phase.SERVICE);
    phases.put("total", Phase.TOTAL);
    phases.put("actual", Phase.ACTUAL_TOTAL);
    phases.put("lag", Phase.LAG);
    return phases;
  }

  private static void curve(Map<String, String> files, String name, Cell cell, Phase phase) {
    phase
        .of(cell)
        .filter(quantiles -> !quantiles.curve().isEmpty())
        .ifPresent(quantiles -> files.put(name + ".hgrm", text(quantiles)));
  }

  private static String text(Quantiles quantiles) {
    StringBuilder text = new StringBuilder();
    line(text, "%12s %14s %10s %14s%n%n", "Value", "Percentile", "TotalCount", "1/(1-Percentile)");
    for (PercentilePoint point : quantiles.curve()) {
      double part = Math.clamp(point.percentile() / 100, 0.0, 1.0);
      long count = Math.round(part * quantiles.count());
      if (part < 1) {
        line(text, "%12.3f %2.12f %10d %14.2f%n", point.valueUs(), part, count, 1 / (1 - part));
      } else {
        line(text, "%12.3f %2.12f %10d%n", point.valueUs(), part, count);
      }
    }
    if (quantiles.mean() != null && quantiles.sd() != null) {
      line(
          text, "#[Mean    = %12.3f, StdDeviation   = %12.3f]%n", quantiles.mean(), quantiles.sd());
    }
    if (quantiles.max() != null) {
      line(
          text, "#[Max     = %12.3f, Total count    = %12d]%n", quantiles.max(), quantiles.count());
    }
    return text.toString();
  }

  @SuppressWarnings("AnnotateFormatMethod") // the annotation is no dependency of ours
  private static void line(StringBuilder text, String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values));
  }

  private static String free(String id, Set<String> taken) {
    String safe = id.replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[.-]+", "");
    String base = safe.isEmpty() ? "cell" : safe.substring(0, Math.min(MOST_NAME, safe.length()));
    String name = base;
    for (int n = 2; !taken.add(name); n++) {
      name = base + "-" + n;
    }
    return name;
  }
}
