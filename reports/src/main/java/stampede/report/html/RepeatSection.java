package stampede.report.html;

import java.util.List;
import stampede.report.RunDocument;

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
    return RepeatBlocks.of(
            document, RunDocument.KIND, RepeatBlocks.interrupted(document.interrupted()))
        .blocks(
            List.of(),
            "Arrivals, order of the rounds and request ids are then drawn as they were. The figures"
                + " will differ by the machine's noise; what the audit finds should not.");
  }
}
