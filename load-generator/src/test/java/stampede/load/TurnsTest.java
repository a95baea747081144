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
    Slots slots = new Slots(settings.slotsOf(0));
    Turns turns = new Turns(settings, 0, slots, Tally.of(window), new Cancellation());
    turns.begin(window);
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
  void aFloodIsAwakeWhenItsStartComes() {
    for (String load : List.of("closed:4", "constant:10/s")) {
      Turns turns = turns(load);
      assertThat(turns.waitNs(-50 * MS)).isEqualTo(45 * MS);
      assertThat(turns.waitNs(-4 * MS)).isZero();
    }
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

  /** How many clients of a closed load have begun by then. */
  private static int clientsBy(Turns turns, long nowNs) {
    int clients = 0;
    turns.look(nowNs);
    while (turns.wake(nowNs) != Slots.NONE) {
      clients++;
    }
    return clients;
  }

  @Test
  void theClientsOfAClosedLoadComeOneAfterTheOtherWhileItWarmsUp() {
    Turns turns = turns("closed:60");
    assertThat(clientsBy(turns, 0)).isEqualTo(1);
    assertThat(clientsBy(turns, MS)).isEqualTo(10);
    assertThat(clientsBy(turns, 6 * MS)).isEqualTo(49);
  }

  @Test
  void theyHaveAllComeWhenHalfOfTheWarmUpIsOver() {
    Turns turns = turns("closed:20000");
    int clients = 0;
    for (long nowNs = 0; nowNs <= 500 * MS; nowNs += MS) {
      clients += clientsBy(turns, nowNs);
    }
    assertThat(clients).isEqualTo(20_000);
  }
}
