package stampede.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import stampede.load.TrialFlood.Seen;

/** Loads whose intended starts do not depend on the server. */
@Timeout(60)
@ParameterizedClass
@EnumSource(names = {"EPOLL", "URING"})
class OpenLoadTest {
  @Parameter private EngineKind engine;

  private static final long STALL_NS = 150_000_000;

  @Test
  void everyIntendedStartIsInvokedExactlyOnce() {
    try (ScriptedServer server = ScriptedServer.local(OutcomesTest::serve)) {
      TrialFlood trial =
          TrialFlood.by(engine, server.rawTarget())
              .with("load", "constant:500/s")
              .with("threads", 2)
              .with("warmupNs", 100_000_000L)
              .with("durationNs", 400_000_000L);
      Seen seen = trial.flood();
      assertThat(seen.count("warmupInvoked") + seen.count("warmupLeftOut")).isEqualTo(50);
      assertThat(seen.count("invoked")).isEqualTo(200);
      assertThat(seen.count("ok")).isEqualTo(200);
      assertThat(seen.count("notBegun")).isZero();
      assertThat(seen.value("offeredPerS")).isEqualTo(500.0);
      assertThat(seen.histogram("lag").getTotalCount()).isEqualTo(200);
      long start = seen.count("measuredFromNs") - 100_000_000L;
      assertThat(seen.attempts())
          .allSatisfy(
              attempt -> {
                assertThat((attempt.intendedNs() - start) % 2_000_000).isZero();
                assertThat(attempt.begunNs()).isGreaterThanOrEqualTo(attempt.intendedNs());
              });
    }
  }

  @Test
  void aPoissonFloodInvokesWhatItsScheduleSays() {
    try (ScriptedServer server = ScriptedServer.local(OutcomesTest::serve)) {
      Seen seen =
          TrialFlood.by(engine, server.rawTarget())
              .with("load", "poisson:500/s")
              .with("durationNs", 400_000_000L)
              .with("seed", 99)
              .flood();
      Arrivals arrivals = new Poisson(500).forThread(0, 1, 99);
      long scheduled = 0;
      while (arrivals.nextNs() < 400_000_000L) {
        scheduled++;
      }
      assertThat(seen.count("invoked")).isEqualTo(scheduled);
    }
  }

  @Test
  void burstsComeTogether() {
    try (ScriptedServer server = ScriptedServer.local(OutcomesTest::serve)) {
      Seen seen = TrialFlood.by(engine, server.rawTarget()).with("load", "burst:20@50ms").flood();
      assertThat(seen.count("ok")).isEqualTo(80).isEqualTo(seen.count("invoked"));
      assertThat(seen.attempts().stream().map(TrialFlood.Attempt::intendedNs).distinct())
          .hasSize(4);
    }
  }

  /** A server that answers, but for a stall before the first. */
  private static ScriptedServer stallingOnce() {
    AtomicBoolean stalled = new AtomicBoolean();
    return ScriptedServer.local(
        connection -> {
          if (stalled.compareAndSet(false, true)) {
            LockSupport.parkNanos(STALL_NS);
          }
          OutcomesTest.serve(connection);
        });
  }

  @Test
  void aStallOfTheServerShowsInEveryRequestThatWasDueMeanwhile() {
    try (ScriptedServer server = stallingOnce()) {
      Seen seen =
          TrialFlood.by(engine, server.rawTarget())
              .with("load", "constant:200/s")
              // so few at once that the starts themselves are held back by the stall
              .with("maxInFlight", 2)
              .with("durationNs", 400_000_000L)
              .flood();
      assertThat(seen.count("ok")).isEqualTo(80);
      assertThat(seen.count("heldBack")).isPositive();
      // 28 were due in the last 140 ms of the stall: those in its first half waited over 70 ms
      long slow = seen.histogram("total").getCountBetweenValues(STALL_NS / 2, Phases.MOST_NS);
      assertThat(slow).isGreaterThanOrEqualTo(13);
      long slowFromActualStart =
          seen.histogram("actual").getCountBetweenValues(STALL_NS / 2, Phases.MOST_NS);
      assertThat(slowFromActualStart).isLessThan(slow);
      assertThat(seen.histogram("lag").getMaxValue()).isGreaterThan(STALL_NS / 2);
    }
  }

  @Test
  void startsThatNobodyCanCatchUpWithAreCounted() {
    try (ScriptedServer server = ScriptedServer.local(ScriptedServer.Connection::hold)) {
      Seen seen =
          TrialFlood.by(engine, server.rawTarget())
              .with("load", "constant:1000/s")
              .with("maxInFlight", 1)
              .with("timeoutNs", 50_000_000L)
              .with("durationNs", 500_000_000L)
              .flood();
      assertThat(seen.count("invoked")).isBetween(1L, 15L);
      assertThat(seen.count("notBegun")).isEqualTo(500 - seen.count("invoked"));
      assertThat(seen.value("achievedPerS")).isLessThan(seen.value("offeredPerS"));
    }
  }

  @Test
  void whatIsDueBeyondTheBoundIsShedWhereThatIsAskedForAndNothingIsLate() {
    try (ScriptedServer server = stallingOnce()) {
      Seen seen =
          TrialFlood.by(engine, server.rawTarget())
              .with("load", "constant:200/s")
              .with("maxInFlight", 2)
              .with("excess", "shed")
              .with("durationNs", 400_000_000L)
              .flood();
      // 30 are due in the stall, two of which are under way
      assertThat(seen.count("shed")).isBetween(26L, 60L);
      assertThat(seen.count("invoked") + seen.count("shed")).isEqualTo(80);
      assertThat(seen.count("ok")).isEqualTo(seen.count("invoked"));
      assertThat(seen.count("heldBack")).isZero();
      assertThat(seen.value("offeredPerS")).isEqualTo(200);
      assertThat(seen.value("achievedPerS")).isLessThan(0.7 * 200);
      // those due in the stall were not begun after it
      assertThat(seen.histogram("lag").getMaxValue()).isLessThan(STALL_NS / 2);
    }
  }

  @Test
  void whatIsShedInTheWarmUpIsNotCounted() {
    try (ScriptedServer server = ScriptedServer.local(ScriptedServer.Connection::hold)) {
      Seen seen =
          TrialFlood.by(engine, server.rawTarget())
              .with("load", "constant:1000/s")
              .with("maxInFlight", 1)
              .with("excess", "shed")
              .with("warmupNs", 100_000_000L)
              .with("durationNs", 200_000_000L)
              .flood();
      assertThat(seen.count("warmupInvoked")).isEqualTo(1);
      assertThat(seen.count("invoked")).isZero();
      assertThat(seen.count("shed")).isEqualTo(200);
    }
  }

  @Test
  void refusedStartsAreEachCountedOnceWhenTheBoundIsOne() {
    String target;
    try (ScriptedServer server = ScriptedServer.local(OutcomesTest::serve)) {
      target = server.rawTarget();
    }
    Seen seen =
        TrialFlood.by(engine, target)
            .with("load", "burst:10@20ms")
            .with("maxInFlight", 1)
            .with("excess", "shed")
            .flood();
    assertThat(seen.count("invoked") + seen.count("shed")).isEqualTo(100);
    assertThat(seen.count("failed")).isPositive().isEqualTo(seen.count("invoked"));
  }

  @Test
  void aRecordedFloodBeginsWhatTheFileSaysAndNothingAfterIt(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("starts.csv");
    Files.writeString(file, "atMs,what\n0,a\n10,b\n10,c\n35,d\n80,e\n9000,never\n");
    try (ScriptedServer server = ScriptedServer.local(OutcomesTest::serve)) {
      Seen seen =
          TrialFlood.by(engine, server.rawTarget())
              .with("load", "replay:" + file + "@2x")
              .with("threads", 2)
              .with("durationNs", 100_000_000L)
              .flood();
      long start = seen.count("measuredFromNs");
      assertThat(seen.attempts().stream().map(each -> (each.intendedNs() - start) / 1000).sorted())
          .containsExactly(0L, 5_000L, 5_000L, 17_500L, 40_000L);
      assertThat(seen.count("ok")).isEqualTo(5);
      assertThat(seen.value("offeredPerS")).isEqualTo(50);
    }
  }
}
