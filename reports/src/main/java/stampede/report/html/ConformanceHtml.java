package stampede.report.html;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import stampede.report.Renderer;
import stampede.report.conformance.ConformanceDocument;
import stampede.report.reading.Numbers;

/** A conformance run as one HTML page that needs nothing else, as {@link HtmlReport} is. */
public final class ConformanceHtml implements Renderer<ConformanceDocument> {
  @Override
  public void render(ConformanceDocument document, Appendable out) throws IOException {
    String subtitle =
        "%s of %s in %s, started %s, seed %d"
            .formatted(
                Numbers.counted(document.summary().all(), "check"),
                document.server() == null
                    ? Numbers.counted(document.suites().size(), "server")
                    : document.server().spec(),
                Numbers.duration(document.durationS() * 1e6),
                document.startedAt(),
                document.seed());
    List<Page.Part> parts =
        List.of(
            new Page.Part("verdict", "Verdict", ConformanceVerdict.blocks(document)),
            new Page.Part("claims", "Claims", ClaimTables.blocks(document)),
            new Page.Part("checks", "Checks", CheckTables.blocks(document)),
            new Page.Part("environment", "Environment", environment(document)),
            new Page.Part("repeat", "How to repeat", repeat(document)));
    PageMarkup.write("Stampede: conformance of parallel accept", subtitle, parts, out);
  }

  private static List<Block> environment(ConformanceDocument document) {
    List<Block> blocks = new ArrayList<>(EnvironmentSection.blocks(document.environment()));
    if (!document.members().isEmpty()) {
      blocks.add(MemberTable.of(document.members()));
    }
    return blocks;
  }

  private static List<Block> repeat(ConformanceDocument document) {
    return RepeatBlocks.of(
            document, ConformanceDocument.KIND, RepeatBlocks.interrupted(document.interrupted()))
        .blocks(
            List.of(
                new Block.Fact("network", document.network()),
                new Block.Fact("servers side by side", sideBySide(document))),
            "With each check stands the command that repeats it alone.");
  }

  private static String sideBySide(ConformanceDocument document) {
    return document.lanes() == null ? "not said" : String.valueOf(document.lanes());
  }
}
