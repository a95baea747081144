package stampede.report.text;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import stampede.report.Member;
import stampede.report.Renderer;
import stampede.report.Skipped;
import stampede.report.conformance.ClaimRecord;
import stampede.report.conformance.Complaint;
import stampede.report.conformance.ConformanceDocument;
import stampede.report.conformance.SuiteRecord;
import stampede.report.reading.Matrix;
import stampede.report.reading.Standings;

/**
 * What a conformance run comes to, for somebody at a terminal: the verdict, claim by claim or
 * server by server, what is the matter with the run. The checks themselves are left to {@link
 * ConformanceText}.
 */
public final class ConformanceSummary implements Renderer<ConformanceDocument> {
  private static final int INDENT = 24;

  @Override
  public void render(ConformanceDocument document, Appendable out) throws IOException {
    line(out, Standings.sentence(document));
    for (Complaint complaint : document.complaints()) {
      wrapped(out, 2, complaint.verdict().toUpperCase(Locale.ROOT) + ": " + complaint.text());
    }
    if (document.server() != null) {
      claims(document.everySuite().getFirst(), out);
    } else if (!document.suites().isEmpty()) {
      line(out, "");
      for (String each : MatrixText.lines(Matrix.of(document.suites()))) {
        line(out, each);
      }
    }
    for (Skipped skipped : document.skipped()) {
      wrapped(out, 2, "left out " + skipped.server() + ": " + skipped.reason());
    }
    line(out, "");
    line(out, "seed " + document.seed() + ", network " + document.network() + sideBySide(document));
    if (!document.members().isEmpty()) {
      String names = String.join(", ", document.members().stream().map(Member::name).toList());
      wrapped(out, 0, "checked by agents: " + names);
    }
  }

  private static String sideBySide(ConformanceDocument document) {
    boolean several = document.lanes() != null && document.lanes() > 1;
    return several ? ", %d servers side by side".formatted(document.lanes()) : "";
  }

  private static void claims(SuiteRecord suite, Appendable out) throws IOException {
    if (!suite.claims().isEmpty()) {
      line(out, "");
      line(out, "claim  verdict");
    }
    for (ClaimRecord claim : suite.claims()) {
      String head = "%5d  %-14s  ".formatted(claim.claim(), claim.verdict());
      List<String> lines = Wrapping.of(claim.statement(), TextReport.WIDTH - INDENT);
      for (int i = 0; i < lines.size(); i++) {
        line(out, (i == 0 ? head : " ".repeat(INDENT)) + lines.get(i));
      }
      for (String each : Wrapping.of(String.join(" ", claim.checks()), TextReport.WIDTH - INDENT)) {
        line(out, " ".repeat(INDENT) + each);
      }
    }
  }

  private static void wrapped(Appendable out, int indent, String text) throws IOException {
    for (String each : Wrapping.of(text, TextReport.WIDTH - indent)) {
      line(out, " ".repeat(indent) + each);
    }
  }

  private static void line(Appendable out, String text) throws IOException {
    out.append(TextTable.ascii(text)).append('\n');
  }
}
