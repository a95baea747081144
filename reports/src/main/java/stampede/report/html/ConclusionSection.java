package stampede.report.html;

import java.util.ArrayList;
import java.util.List;
import stampede.report.conclusion.Conclusion;
import stampede.report.conclusion.Conclusions;
import stampede.report.conclusion.Evidence;
import stampede.report.conclusion.Strength;
import stampede.report.reading.Numbers;
import stampede.report.reading.Overall;

/** The front page: what the run comes to, in words, and what to use, for somebody new to it. */
final class ConclusionSection implements Section {
  /** Of each kind; the rest shows when somebody asks. */
  private static final int MOST_OF_A_KIND = 2;

  @Override
  public String anchor() {
    return "conclusions";
  }

  @Override
  public String title() {
    return "In short";
  }

  @Override
  public List<Block> blocks(Reading reading) {
    Overall overall = Overall.of(reading.document());
    Conclusions conclusions = Conclusions.of(reading.document());
    List<Block> blocks = new ArrayList<>();
    blocks.add(new Block.Notice(tone(overall.outcome()), overall.sentence()));
    blocks.add(
        new Block.Prose(
            "A server has one address, and several handlers (threads or processes) that service the"
                + " requests that come to it. A strategy is how they share that work: how a handler"
                + " is notified that requests wait, and which handlers then try to accept one. Only"
                + " one of them can get it. Who tries and finds nothing has made an empty accept;"
                + " when many are woken for one request, that is called a herd, and it costs CPU"
                + " time."));
    blocks.add(new Block.Heading("conclusions-shown", "What this run shows"));
    found(reading, conclusions, blocks);
    if (!conclusions.advice().isEmpty()) {
      blocks.add(new Block.Heading("conclusions-advice", "Which to use"));
      blocks.add(
          new Block.Findings(
              conclusions.advice().stream().map(ConclusionSection::advice).toList()));
    }
    return blocks;
  }

  private static void found(Reading reading, Conclusions conclusions, List<Block> blocks) {
    if (conclusions.kinds().isEmpty()) {
      blocks.add(new Block.Prose("Nothing follows from this run beyond its verdicts and figures."));
      return;
    }
    blocks.add(
        new Block.Prose(
            "Each sentence follows by a fixed rule from cells that are valid, not noisy and"
                + " measured under equal conditions. “Shown”: every round agrees, and chance alone"
                + " would do so at most once in twenty. “A hint”: every round agrees, but they are"
                + " few. “Not apart”: the rounds overlap, so there is no difference to speak of."
                + " “Not known”: this run cannot say, and what could."));
    List<Block.Finding> rest = new ArrayList<>();
    List<Block.Finding> first = new ArrayList<>();
    for (List<Conclusion> kind : conclusions.kinds()) {
      for (int i = 0; i < kind.size(); i++) {
        (i < MOST_OF_A_KIND ? first : rest).add(finding(reading, kind.get(i)));
      }
    }
    blocks.add(new Block.Findings(first));
    if (!rest.isEmpty()) {
      String summary = Numbers.counted(rest.size(), "conclusion") + " more of the same kinds";
      blocks.add(new Block.Fold(summary, List.of(new Block.Findings(rest))));
    }
  }

  private static Block.Finding finding(Reading reading, Conclusion each) {
    return new Block.Finding(
        tone(each.strength()),
        each.strength().words(),
        each.words(),
        each.evidence().stream().map(evidence -> link(reading, evidence)).toList());
  }

  private static Block.Link link(Reading reading, Evidence evidence) {
    return switch (evidence) {
      case Evidence.Measured(var cell) ->
          new Block.Link(
              reading.anchor(cell),
              reading.label(cell) + " on " + Numbers.counted(cell.cpus(), "CPU"));
      case Evidence.Drawn(String anchor, String title) -> new Block.Link(anchor, title);
    };
  }

  private static Block.Finding advice(String text) {
    return new Block.Finding(Tone.PLAIN, "", text, List.of());
  }

  private static Tone tone(Strength strength) {
    return switch (strength) {
      case WRONG -> Tone.BAD;
      case SHOWN -> Tone.GOOD;
      case HINT, OPEN -> Tone.UNSURE;
      case NOT_APART -> Tone.PLAIN;
    };
  }

  private static Tone tone(Overall.Outcome outcome) {
    return switch (outcome) {
      case PASS -> Tone.GOOD;
      case UNSUPPORTED, INCONCLUSIVE -> Tone.UNSURE;
      case FAIL -> Tone.BAD;
    };
  }
}
