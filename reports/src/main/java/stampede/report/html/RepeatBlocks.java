package stampede.report.html;

import java.util.ArrayList;
import java.util.List;
import stampede.report.ResultDocument;
import stampede.report.ResultKind;
import stampede.report.reading.Numbers;

/**
 * How a result was made, as every page says it.
 *
 * @param document the result
 * @param kind how it is kept
 * @param command the command line that makes it again
 * @param ended whether it was interrupted, in a word; empty where that is not told
 */
record RepeatBlocks(ResultDocument document, ResultKind<?> kind, String command, String ended) {
  /** That of a result which the command that made it makes again. */
  static <D extends ResultDocument> RepeatBlocks of(D document, ResultKind<D> kind, String ended) {
    return new RepeatBlocks(document, kind, document.command(), ended);
  }

  /** The word for whether it was interrupted. */
  static String interrupted(boolean interrupted) {
    return interrupted ? "yes" : "no";
  }

  /**
   * All of it.
   *
   * @param more facts of this kind of result
   * @param closing what can be expected to be the same again
   */
  List<Block> blocks(List<Block.Fact> more, String closing) {
    List<Block.Fact> facts = new ArrayList<>();
    facts.add(new Block.Fact("seed", String.valueOf(document.seed())));
    facts.addAll(more);
    facts.add(fact("version", document.stampedeVersion()));
    facts.add(fact("schema", document.schema()));
    facts.add(fact("started", document.startedAt()));
    facts.add(fact("took", Numbers.duration(document.durationS() * 1e6)));
    if (!ended.isEmpty()) {
      facts.add(fact("interrupted", ended));
    }
    String seedWords =
        command.contains("--seed")
            ? ""
            : "Add --seed %d to have the same again. ".formatted(document.seed());
    return List.of(
        new Block.Prose("The command line, as typed:"),
        new Block.Typed(command),
        new Block.Facts(facts),
        new Block.Prose(
            seedWords
                + closing
                + (" Everything comes from the %s beside this page; “stampede report” "
                        + "makes the page from it again.")
                    .formatted(kind.fileName())));
  }

  private static Block.Fact fact(String name, String value) {
    return new Block.Fact(name, value == null ? Numbers.ABSENT : value);
  }
}
