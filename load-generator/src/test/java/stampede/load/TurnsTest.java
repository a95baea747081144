package stampede.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 30, unit = TimeUnit.SECONDS)
class TurnsTest {
  private static final long MS = 1_000_000;

  /** The first second is the warm-up, the second is measured; times count from the start. */
  private static Turns turns(String load) {
    FloodSettings settings =
        TrialFlood.of("raw://127.0.0.1:9")
            .with("load", load)
            .with("warmupNs", 1000 * MS)
            .with("durationNs", 1000 * MS)
            .settings();
    Window window = Window.of(0, 1000 * MS, 1000 * MS);
    Turns turns =
        new Turns(
            settings,
            window,
            0,
            new Slots(settings.slotsOf(0)),
            new Tally(window),
            new Cancellation());
    turns.prepare();
    return turns;
  }

  /** The intended starts that are begun in one turn at that time, in milliseconds. */
  private static List<Long> begunAt(Turns turns, long nowMs) {
    List<Long> begun = new ArrayList<>();
    turns.look(nowMs * MS);
    while (turns.isDue(nowMs * MS)) {
      begun.add(turns.intendedNs() / MS);
      turns.next();
    }
    return begun;
  }

  @Test
  void aWarmUpDoesNotMakeUpForWhatItWasLateFor() {
    Turns turns = turns("constant:100/s");
    assertThat(begunAt(turns, 15)).containsExactly(0L, 10L);
    assertThat(begunAt(turns, 505)).containsExactly(490L, 500L);
  }

  @Test
  void whatIsMeasuredIsMadeUpForHoweverLate() {
    Turns turns = turns("constant:100/s");
    begunAt(turns, 995);
    assertThat(begunAt(turns, 1205)).hasSize(21).startsWith(1000L, 1010L).endsWith(1200L);
  }

  @Test
  void whatIsDueInTheWindowIsNotLeftOutWithTheWarmUpBeforeIt() {
    Turns turns = turns("constant:100/s");
    assertThat(begunAt(turns, 1205)).startsWith(1000L, 1010L).endsWith(1200L);
  }

  @Test
  void aBurstOfTheWarmUpIsBegunWholeHoweverLongThatTakes() {
    Turns turns = turns("burst:150@500ms");
    List<Long> begun = new ArrayList<>();
    for (long nowMs = 501; nowMs < 900; nowMs += 100) {
      begun.addAll(begunAt(turns, nowMs));
    }
    assertThat(begun).filteredOn(at -> at == 500).hasSize(150);
  }
}
