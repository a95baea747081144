package stampede.report.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import stampede.report.conformance.CheckRecord;
import stampede.report.conformance.ConformanceDocument;
import stampede.report.conformance.Summary;

/** A conformance run in one sentence, for the top of every rendering. */
public final class Standings {
  private Standings() {}

  /** The verdict in capitals, and what it rests on. */
  public static String sentence(ConformanceDocument document) {
    return document.verdict().toUpperCase(Locale.ROOT) + ": " + words(document);
  }

  private static String words(ConformanceDocument document) {
    Summary summary = document.summary();
    List<String> parts = new ArrayList<>();
    parts.add(
        document.server() == null
            ? Numbers.counted(summary.all(), "check")
                + " of "
                + Numbers.counted(document.suites().size(), "server")
            : Numbers.counted(summary.all(), "check") + " of " + document.server().spec());
    parts.add(counts(summary));
    long known =
        document.everySuite().stream()
            .flatMap(suite -> suite.checks().stream())
            .filter(CheckRecord::failsAsKnown)
            .count();
    if (known > 0) {
      parts.add(Numbers.count(known) + " of the failures known");
    }
    if (document.strict()) {
      parts.add("strict: differing and unsupported count as failed");
    }
    if (document.interrupted()) {
      parts.add("interrupted");
    }
    return String.join("; ", parts) + ".";
  }

  /** Such as {@code 31 pass, 0 fail, 2 differ, 1 unsupported, 0 inconclusive}. */
  public static String counts(Summary summary) {
    return "%d pass, %d fail, %d differ, %d unsupported, %d inconclusive"
        .formatted(
            summary.pass(),
            summary.fail(),
            summary.differs(),
            summary.unsupported(),
            summary.inconclusive());
  }
}
