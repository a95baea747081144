package stampede.report.html;

import java.util.List;
import stampede.report.RunDocument;
import stampede.report.reading.Numbers;

/** How the run was made, and how to make it again. */
final class RepeatSection implements Section {
  @Override
  public String anchor() {
    return "repeat";
  }

  @Override
  public String title() {
    return "How to repeat";
  }

  @Override
  public List<Block> blocks(Reading reading) {
    RunDocument document = reading.document();
    return List.of(
        new Block.Prose("The command line, as typed:"),
        new Block.Typed(document.command()),
        new Block.Facts(
            List.of(
                new Block.Fact("seed", String.valueOf(document.seed())),
                new Block.Fact("version", known(document.stampedeVersion())),
                new Block.Fact("schema", document.schema()),
                new Block.Fact("started", document.startedAt()),
                new Block.Fact("took", Numbers.duration(document.durationS() * 1e6)),
                new Block.Fact("interrupted", document.interrupted() ? "yes" : "no"))),
        new Block.Prose(
            "Add --seed %d if the command does not have it: arrivals, order of the rounds and request"
                    .formatted(document.seed())
                + " ids are then drawn as they were. The figures will differ by the machine's"
                + " noise; what the audit finds should not. All figures come from the run.json"
                + " beside this page; “stampede report” makes the page from it again."));
  }

  private static String known(String value) {
    return value == null ? Numbers.ABSENT : value;
  }
}
