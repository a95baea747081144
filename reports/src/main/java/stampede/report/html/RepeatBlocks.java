package stampede.report.html;

import java.util.ArrayList;
import java.util.List;
import stampede.report.reading.Numbers;

/**
 * How a result was made, as every page says it.
 *
 * @param command the command line that makes it again
 * @param seed of every random choice
 * @param version that made it; null when it does not say
 * @param schema of its document
 * @param startedAt when it began
 * @param durationS how long it took, in seconds
 * @param ended whether it was interrupted, in a word; empty where none can be
 * @param file what its document is called
 */
record RepeatBlocks(
    String command,
    long seed,
    String version,
    String schema,
    String startedAt,
    double durationS,
    String ended,
    String file) {

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
    facts.add(new Block.Fact("seed", String.valueOf(seed)));
    facts.addAll(more);
    facts.add(fact("version", version));
    facts.add(fact("schema", schema));
    facts.add(fact("started", startedAt));
    facts.add(fact("took", Numbers.duration(durationS * 1e6)));
    if (!ended.isEmpty()) {
      facts.add(fact("interrupted", ended));
    }
    String seedWords =
        command.contains("--seed") ? "" : "Add --seed %d to have the same again. ".formatted(seed);
    return List.of(
        new Block.Prose("The command line, as typed:"),
        new Block.Typed(command),
        new Block.Facts(facts),
        new Block.Prose(
            seedWords
                + closing
                + (" Everything comes from the %s beside this page; “stampede report” "
                        + "makes the page from it again.")
                    .formatted(file)));
  }

  private static Block.Fact fact(String name, String value) {
    return new Block.Fact(name, value == null ? Numbers.ABSENT : value);
  }
}
