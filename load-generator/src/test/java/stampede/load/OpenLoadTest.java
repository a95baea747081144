package stampede.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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
      Seen seen =
          TrialFlood.by(engine, server.rawTarget())
              .with("load", "constant:500/s")
              .with("threads", 2)
              .with("warmupNs", 100_000_000L)
              .with("durationNs", 400_000_000L)
              .flood();
      assertThat(seen.count("warmupInvoked")).isEqualTo(50);
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
      Arrivals arrivals = new ArrivalSchedule.Poisson(500).forThread(0, 1, 99);
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

  @Test
  void aStallOfTheServerShowsInEveryRequestThatWasDueMeanwhile() {
    AtomicBoolean stalled = new AtomicBoolean();
    try (ScriptedServer server =
        ScriptedServer.local(
            connection -> {
              if (stalled.compareAndSet(false, true)) {
                LockSupport.parkNanos(STALL_NS);
              }
              OutcomesTest.serve(connection);
            })) {
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
}
