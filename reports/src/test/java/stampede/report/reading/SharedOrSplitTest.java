package stampede.report.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.report.Cell;
import stampede.report.Latencies;
import stampede.report.Quantiles;
import stampede.report.Requests;
import stampede.report.Round;
import stampede.report.RunDocument;
import stampede.report.SampleDocument;
import stampede.report.Server;

@Timeout(10)
class SharedOrSplitTest {
  private static final String HEAVY = "exp-sleep:5ms";

  private final List<Cell> cells = new ArrayList<>();

  private void add(String address, String work, boolean valid, double... p99s) {
    List<Round> rounds = new ArrayList<>();
    for (double p99 : p99s) {
      rounds.add(
          new Round(
              rounds.size(),
              0,
              true,
              null,
              null,
              null,
              1280.0,
              latencies(p99),
              new Requests(1, 1, 0, 0, 0, null),
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              null,
              1,
              1,
              null,
              List.of()));
    }
    Server server = new Server(address, address, "threads", 8, 8, null, "", "", true, address);
    String load = work.equals("none") ? "constant:4000/s" : "poisson:1280/s";
    cells.add(
        new Cell(
            "c" + cells.size(),
            server,
            1,
            null,
            null,
            false,
            load,
            work,
            "reset",
            1,
            "epoll",
            0,
            1,
            rounds,
            1280.0,
            null,
            latencies(p99s[0]),
            null,
            null,
            new Requests(1, 1, 0, 0, 0, null),
            Map.of(),
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            "schedule",
            valid,
            null,
            null,
            null,
            null,
            null));
  }

  private static Latencies latencies(double p99) {
    return new Latencies(
        null, quantiles(2_500, 20_000), quantiles(5_000, 20_000), quantiles(p99 / 4, p99));
  }

  private static Quantiles quantiles(double mean, double p99) {
    return new Quantiles(mean, mean, p99, null, p99, mean, mean, 1000, null);
  }

  private RunDocument document() {
    RunDocument d = SampleDocument.empty();
    return new RunDocument(
        d.schema(),
        d.stampedeVersion(),
        d.command(),
        d.seed(),
        d.startedAt(),
        d.durationS(),
        false,
        d.environment(),
        cells,
        SharedOrSplit.PRESET,
        List.of(),
        null,
        null,
        List.of());
  }

  private List<String> conclusions() {
    return SharedOrSplit.conclusions(document());
  }

  @Test
  void bothFindingsAreShownWhenEveryRoundSaysSo() {
    add("shared", HEAVY, true, 20_000, 21_000);
    add("split", HEAVY, true, 120_000, 90_000);
    add("shared", "none", true, 100, 120);
    add("split", "none", true, 110, 90);
    List<String> said = conclusions();
    assertThat(said.get(0)).contains(HEAVY, "shared queue was better in every round", "20.0 ms");
    assertThat(said.get(1)).contains("work none", "no difference that these rounds can show");
    assertThat(said.get(2)).startsWith("Both published findings are right");
  }

  @Test
  void anInvalidCellSettlesNothing() {
    add("shared", HEAVY, true, 20_000, 21_000);
    add("split", HEAVY, false, 120_000, 90_000);
    add("shared", "none", true, 100, 120);
    add("split", "none", true, 110, 90);
    List<String> said = conclusions();
    assertThat(said.get(0)).contains("not known which is better");
    assertThat(said.get(2)).contains("does not settle");
  }

  @Test
  void oneRoundSettlesNothing() {
    add("shared", HEAVY, true, 20_000);
    add("split", HEAVY, true, 120_000);
    assertThat(conclusions().get(0)).contains("not known which is better");
  }

  @Test
  void roundsThatOverlapShowNoDifference() {
    add("shared", HEAVY, true, 20_000, 95_000);
    add("split", HEAVY, true, 120_000, 90_000);
    add("shared", "none", true, 100, 120);
    add("split", "none", true, 50, 60);
    List<String> said = conclusions();
    assertThat(said.get(0)).contains("no difference");
    assertThat(said.get(1)).contains("split address was better in every round");
    assertThat(said.get(2)).contains("does not show both");
  }

  @Test
  void waitsAreInServiceTimesBesideTheory() {
    add("shared", HEAVY, true, 20_000, 21_000);
    add("split", HEAVY, true, 20_000, 21_000);
    add("shared", "none", true, 100, 120);
    List<QueueFigures> figures = SharedOrSplit.figures(cells);
    assertThat(figures.get(0).utilisation()).isEqualTo(0.8, within(1e-9));
    assertThat(figures.get(0).meanWait()).isEqualTo(0.5, within(1e-9));
    assertThat(figures.get(0).p99Wait()).isEqualTo(4, within(1e-9));
    assertThat(figures.get(0).theory().orElseThrow().meanWait()).isEqualTo(0.286, within(1e-3));
    assertThat(figures.get(1).theory().orElseThrow().meanWait()).isEqualTo(4, within(1e-3));
    assertThat(figures.get(2).theory()).as("constant load").isEqualTo(Optional.empty());
  }
}
