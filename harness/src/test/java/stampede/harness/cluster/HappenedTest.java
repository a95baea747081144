package stampede.harness.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.cluster.Work;
import stampede.contract.History;
import stampede.contract.HistoryWriter;
import stampede.contract.Outcome;
import stampede.harness.observe.Attempts;
import stampede.harness.observe.ClientView;
import stampede.harness.observe.FloodSeconds;
import stampede.harness.observe.Intervals;
import stampede.harness.observe.MembersSeconds;

/** What is told of floods second by second is what their histories say when they are over. */
@Timeout(60)
class HappenedTest {
  private static final long MS = 1_000_000L;
  private static final long START_NS = 10_000 * MS;

  private final FloodSeconds seconds =
      new FloodSeconds(START_NS, START_NS + 700 * MS, START_NS + 3_200 * MS);
  private final Intervals intervals =
      new Intervals(seconds.windowStartNs(), seconds.windowEndNs(), 1_000 * MS);
  private final MembersSeconds told = new MembersSeconds(seconds, List.of("a", "b"), 100);
  private final List<Work.Progress> all = new ArrayList<>();
  private final History history = History.create(1, 2, 40_000);
  private final HistoryWriter clients = history.writer(0);

  @AfterEach
  void giveBack() {
    history.close();
  }

  private Happened happened(String member) {
    return new Happened(
        history,
        seconds,
        progress -> {
          all.add(progress);
          told.add(member, SecondCount.told(progress));
        });
  }

  private long begin(long ms) {
    return clients.invoke(START_NS + ms * MS, START_NS + ms * MS);
  }

  private void end(HistoryWriter writer, long id, Outcome outcome, long ns) {
    writer.end(id, outcome, 0, 0, ns, ns, ns, ns);
  }

  /** Something that a client does at a time. */
  private record Deed(long atNs, Runnable done) {}

  private List<Deed> drawn(Random random, int attempts) {
    HistoryWriter[] writers = {clients, history.writer(1)};
    List<Deed> deeds = new ArrayList<>();
    for (int i = 0; i < attempts; i++) {
      HistoryWriter writer = writers[random.nextInt(2)];
      long intendedNs = START_NS + random.nextLong(3_200 * MS);
      long begunNs = intendedNs + random.nextLong(20 * MS);
      long endedNs = begunNs + (long) Math.exp(random.nextDouble() * Math.log(2_000.0 * MS));
      Outcome outcome = random.nextInt(20) > 0 ? Outcome.OK : Outcome.FAILED;
      // a record is written up to 80 ms after what it tells of
      long lateNs = random.nextLong(80 * MS);
      long[] id = new long[1];
      deeds.add(new Deed(begunNs, () -> id[0] = writer.invoke(intendedNs, begunNs)));
      deeds.add(new Deed(endedNs + lateNs, () -> end(writer, id[0], outcome, endedNs)));
    }
    deeds.sort(Comparator.comparingLong(Deed::atNs));
    return deeds;
  }

  private void assertSame(ClientView merged, ClientView read) {
    assertThat(merged.isRecorded()).isEqualTo(read.isRecorded());
    for (int i = 0; i < intervals.count(); i++) {
      assertThat(merged.isKnown(i)).isTrue();
      assertThat(merged.answered(i)).isEqualTo(read.answered(i));
      assertThat(merged.errors(i)).isEqualTo(read.errors(i));
      assertThat(merged.inFlight(i)).isCloseTo(read.inFlight(i), within(1e-6));
      assertThat(merged.longestNs(i)).isEqualTo(read.longestNs(i));
      for (double percentile : new double[] {0, 50, 99, 100}) {
        assertThat(merged.latencyNs(i, percentile)).isEqualTo(read.latencyNs(i, percentile));
      }
      List<Long> spread = new ArrayList<>();
      merged.eachLatency(i, (ns, count) -> spread.add(ns * 1_000 + count));
      List<Long> readSpread = new ArrayList<>();
      read.eachLatency(i, (ns, count) -> readSpread.add(ns * 1_000 + count));
      assertThat(spread).isEqualTo(readSpread);
    }
  }

  @Test
  void itIsWhatTheHistorySaysInTheEnd() {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    Happened happened = happened("a");
    for (Deed deed : drawn(new Random(seed), 20_000)) {
      happened.look(deed.atNs());
      deed.done().run();
    }
    happened.end();
    assertSame(told.view(intervals), Attempts.of(intervals, history));
    assertThat(told.begun()).isEqualTo(20_000);
    assertThat(told.ended()).isEqualTo(20_000);
    assertThat(all.stream().mapToLong(Work.Progress::ok).sum())
        .isEqualTo(history.counters(0).ended(Outcome.OK) + history.counters(1).ended(Outcome.OK));
  }

  @Test
  void secondsAreToldInTurnAndWhatComesLateIsToldOfItsSecondAgain() {
    Happened happened = happened("a");
    long inTime = begin(100);
    long slow = begin(200);
    end(clients, inTime, Outcome.OK, START_NS + 110 * MS);
    happened.look(START_NS + 740 * MS);
    assertThat(all).as("the end of a second may not have been recorded yet").isEmpty();
    happened.look(START_NS + 750 * MS);
    end(clients, slow, Outcome.FAILED, START_NS + 650 * MS);
    happened.look(START_NS + 1_750 * MS);
    assertThat(all).extracting(Work.Progress::second).containsExactly(0, 0, 1);
    assertThat(all).extracting(Work.Progress::begun).containsExactly(2L, 0L, 0L);
    assertThat(all).extracting(Work.Progress::ok).containsExactly(1L, 0L, 0L);
    assertThat(all).extracting(Work.Progress::failed).containsExactly(0L, 1L, 0L);
    happened.end();
    assertThat(all).extracting(Work.Progress::second).containsExactly(0, 0, 1, 2, 3);
  }

  @Test
  void oneThatHangsHidesNoOther() {
    Happened happened = happened("a");
    begin(0);
    for (int i = 0; i < 1_000; i++) {
      end(clients, begin(1 + i % 600), Outcome.OK, START_NS + 650 * MS);
    }
    happened.look(START_NS + 800 * MS);
    assertThat(all.getFirst().begun()).isEqualTo(1_001);
    assertThat(all.getFirst().ok()).isEqualTo(1_000);
    happened.end();
    told.add("b", SecondCount.told(all.getFirst()));
    assertThat(told.view(intervals).inFlight(1)).as("that of a and that of b").isEqualTo(2);
  }

  @Test
  void theWarmUpIsLeftOutOfTheLatenciesOfTheWindow() {
    Happened happened = happened("a");
    end(clients, begin(650), Outcome.FAILED, START_NS + 705 * MS);
    end(clients, begin(650), Outcome.OK, START_NS + 690 * MS);
    happened.end();
    assertThat(all.getFirst().longestNs()).isEqualTo(40 * MS);
    assertThat(all.get(1).failed()).isEqualTo(1);
    assertThat(all.get(1).errors()).isZero();
    assertThat(all.get(1).longestNs()).isZero();
    assertThat(told.view(intervals).latencyNs(0, 50)).isEmpty();
  }

  @Test
  void fromWhereTheRecordIsFullNothingIsWhole() {
    try (History small = History.create(1, 1, 1)) {
      List<Work.Progress> ofSmall = new ArrayList<>();
      Happened happened = new Happened(small, seconds, ofSmall::add);
      HistoryWriter writer = small.writer(0);
      writer.invoke(START_NS, START_NS);
      happened.look(START_NS + 800 * MS);
      writer.invoke(START_NS, START_NS);
      happened.look(START_NS + 5_000 * MS);
      assertThat(ofSmall.getFirst().whole()).isTrue();
      assertThat(ofSmall).element(1).extracting(Work.Progress::whole).isEqualTo(false);
    }
  }
}
