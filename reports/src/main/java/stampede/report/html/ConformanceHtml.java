package stampede.report.html;

import java.io.IOException;
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
            new Page.Part(
                "environment", "Environment", EnvironmentSection.blocks(document.environment())),
            new Page.Part("repeat", "How to repeat", repeat(document)));
    PageMarkup.write("Stampede: conformance of parallel accept", subtitle, parts, out);
  }

  private static List<Block> repeat(ConformanceDocument document) {
    return List.of(
        new Block.Prose("The command line, as typed:"),
        new Block.Typed(document.command()),
        new Block.Facts(
            List.of(
                new Block.Fact("seed", String.valueOf(document.seed())),
                new Block.Fact("network", document.network()),
                new Block.Fact("version", document.stampedeVersion()),
                new Block.Fact("schema", document.schema()),
                new Block.Fact("started", document.startedAt()),
                new Block.Fact("interrupted", document.interrupted() ? "yes" : "no"))),
        new Block.Prose(
            "Add --seed %d if the command does not have it. Beside each check stands the command that"
                    .formatted(document.seed())
                + " repeats it alone. Everything comes from the conformance.json beside this page;"
                + " “stampede report” makes the page from it again."));
  }
}
