package stampede.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import stampede.report.Skipped;
import stampede.report.conformance.CheckRecord;
import stampede.report.conformance.Complaint;
import stampede.report.conformance.ConformanceDocument;
import stampede.report.reading.Matrix;
import stampede.report.reading.Standings;

/** What a conformance run comes to: the sentence, what is the matter, the matrix of several. */
final class ConformanceVerdict {
  private ConformanceVerdict() {}

  static List<Block> blocks(ConformanceDocument document) {
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Notice(tone(document.verdict()), Standings.sentence(document)));
    for (Complaint complaint : document.complaints()) {
      blocks.add(new Block.Notice(tone(complaint.verdict()), complaint.text()));
    }
    blocks.add(
        new Block.Prose(
            "A check passes when its requirement is met. It differs when the server declares that"
                + " it does otherwise and is seen to, and fails when it does otherwise without"
                + " saying so, or is seen to break its word. Unsupported: the server offers no way"
                + " to provoke or observe it. Inconclusive: it could not be established here."));
    if (document.server() == null && !document.suites().isEmpty()) {
      matrix(Matrix.of(document.suites()), blocks);
    }
    if (!document.skipped().isEmpty()) {
      blocks.add(
          Column.folded(
              "Servers that were left out",
              List.of(
                  Column.words("server", "", (Skipped each) -> Entry.of(each.server())),
                  Column.words("why", "", each -> Entry.of(each.reason()))),
              document.skipped()));
    }
    return blocks;
  }

  private static void matrix(Matrix matrix, List<Block> blocks) {
    List<String> ids = matrix.ids();
    List<Block.Head> heads = new ArrayList<>();
    heads.add(new Block.Head("server", "", false));
    for (int i = 0; i < ids.size(); i++) {
      heads.add(new Block.Head(String.valueOf(i + 1), ids.get(i), true));
    }
    List<List<Entry>> rows = new ArrayList<>();
    for (Matrix.Row row : matrix.rows()) {
      List<Entry> entries = new ArrayList<>();
      entries.add(Entry.of(row.suite().title()));
      ids.forEach(id -> entries.add(entry(row, id)));
      rows.add(entries);
    }
    blocks.add(
        new Block.Table("Every server by every check: " + Matrix.LEGEND, heads, rows, false));
    blocks.add(
        Column.folded(
            "The checks by their numbers",
            List.of(
                Column.words("number", "", (Integer i) -> Entry.of(String.valueOf(i + 1))),
                Column.words("check", "", i -> Entry.of(ids.get(i)))),
            IntStream.range(0, ids.size()).boxed().toList()));
  }

  private static Entry entry(Matrix.Row row, String id) {
    return row.check(id)
        .map(
            check ->
                new Entry(Matrix.letter(check), tone(check), "", "", id + ": " + check.observed()))
        .orElse(Entry.of(Matrix.NOT_RUN));
  }

  static Tone tone(CheckRecord check) {
    return check.failsAsKnown() ? Tone.UNSURE : tone(check.verdict());
  }

  static Tone tone(String verdict) {
    return switch (verdict) {
      case "pass" -> Tone.GOOD;
      case "fail", "unavailable" -> Tone.BAD;
      case "differs" -> Tone.PLAIN;
      default -> Tone.UNSURE;
    };
  }
}
