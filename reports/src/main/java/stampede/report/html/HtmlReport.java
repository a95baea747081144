package stampede.report.html;

import java.io.IOException;
import java.util.List;
import stampede.report.Renderer;
import stampede.report.RunDocument;
import stampede.report.reading.Numbers;

/**
 * The report as one HTML page that needs nothing else: no network, no script, no other file. The
 * style sheet only adds; without it everything is still there and in order.
 */
public final class HtmlReport implements Renderer<RunDocument> {
  private static final List<Section> SECTIONS =
      List.of(
          new ConclusionSection(),
          new VerdictSection(),
          new SearchSection(),
          new ExpectationSection(),
          new QueueSection(),
          new ThroughputSection(),
          new LatencySection(),
          new PercentileSection(),
          new SeriesSection(),
          new PopulationSection(),
          new ShareSection(),
          new WakeupSection(),
          new CpuSection(),
          new KernelSection(),
          new FaultSection(),
          new RoundsSection(),
          new EnvironmentSection(),
          new RepeatSection(),
          new WordsSection());

  @Override
  public void render(RunDocument document, Appendable out) throws IOException {
    Reading reading = new Reading(document);
    String subtitle =
        "%s in %s, started %s, seed %d, on %s"
            .formatted(
                Numbers.counted(document.cells().size(), "cell"),
                Numbers.duration(document.durationS() * 1e6),
                document.startedAt(),
                document.seed(),
                Numbers.counted(document.environment().onlineCpus(), "CPU"));
    List<Page.Part> parts =
        SECTIONS.stream()
            .filter(s -> s.isWanted(reading))
            .map(s -> new Page.Part(s.anchor(), s.title(), s.blocks(reading)))
            .toList();
    PageMarkup.write("Stampede: parallel accept, measured", subtitle, parts, out);
  }
}
