package stampede.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import stampede.contract.Outcome;
import stampede.contract.RawProtocol;
import stampede.load.TrialFlood.Seen;

/** What becomes of an attempt, for everything a server can do to it. */
@Timeout(60)
@ParameterizedClass
@EnumSource(names = {"EPOLL", "URING"})
class OutcomesTest {
  @Parameter private EngineKind engine;

  @Test
  void rightAnswersAreOkAndTheirTimesAreInOrder() {
    try (ScriptedServer server = ScriptedServer.local(OutcomesTest::serve)) {
      Seen seen = TrialFlood.by(engine, server.rawTarget()).flood();
      assertThat(seen.count("ok")).isPositive().isEqualTo(seen.count("invoked"));
      assertThat(seen.attempts()).hasSize((int) seen.count("invoked"));
      assertThat(seen.attempts())
          .allSatisfy(
              attempt -> {
                assertThat(attempt.outcome()).isEqualTo(Outcome.OK);
                assertThat(attempt.error()).isEmpty();
                assertThat(attempt.handler()).isEqualTo(ScriptedServer.HANDLER);
                assertThat(
                        new long[] {
                          attempt.intendedNs(),
                          attempt.begunNs(),
                          attempt.establishedNs(),
                          attempt.sentNs(),
                          attempt.firstByteNs(),
                          attempt.closedNs()
                        })
                    .isSorted();
              });
      assertThat(seen.histogram("queue").getTotalCount()).isEqualTo(seen.count("ok"));
      assertThat(seen.histogram("service").getTotalCount()).isEqualTo(seen.count("ok"));
    }
  }

  static void serve(ScriptedServer.Connection connection) {
    if (connection.readRequest()) {
      connection.answer();
    }
  }

  @Test
  void concurrencyIsThroughputTimesLatency() {
    try (ScriptedServer server = ScriptedServer.local(OutcomesTest::serve)) {
      Seen seen = TrialFlood.by(engine, server.rawTarget()).with("warmupNs", 500_000_000L).flood();
      double littles = seen.value("endedPerS") * seen.value("meanLatencyNs") / 1e9;
      assertThat(seen.value("meanInFlight")).isBetween(3.9, 4.0001);
      // a few attempts straddle the window's edges
      assertThat(littles).isBetween(3.2, 4.8);
      assertThat(seen.count("warmupOk")).isPositive();
      assertThat(seen.count("threadCpuNs")).isPositive();
    }
  }

  @Test
  void moreThreadsThanClientsLeaveTheRestIdle() {
    try (ScriptedServer server = ScriptedServer.local(OutcomesTest::serve)) {
      Seen seen =
          TrialFlood.by(engine, server.rawTarget())
              .with("load", "closed:1")
              .with("threads", 2)
              .flood();
      assertThat(seen.count("ok")).isPositive().isEqualTo(seen.count("invoked"));
    }
  }

  @Test
  void aWrongIdIsAnsweredWrongly() {
    expectAll(
        connection -> {
          if (connection.readRequest()) {
            connection.answer(connection.id() ^ 1, RawProtocol.STATUS_OK, 1);
          }
        },
        Outcome.ANSWERED_WRONGLY,
        "answer.wrong-answer");
  }

  @Test
  void aSecondAnswerIsAnsweredWrongly() {
    expectAll(
        connection -> {
          if (connection.readRequest()) {
            connection.answer(connection.id(), RawProtocol.STATUS_OK, 2);
          }
        },
        Outcome.ANSWERED_WRONGLY,
        "answer.too-much");
  }

  @Test
  void aSecondAnswerThatComesLaterIsSeenWhenTheEndIsAwaited() {
    try (ScriptedServer server =
        ScriptedServer.local(
            connection -> {
              if (connection.readRequest()) {
                connection.answer();
                java.util.concurrent.locks.LockSupport.parkNanos(2_000_000);
                connection.answer();
              }
            })) {
      Seen seen = TrialFlood.by(engine, server.rawTarget()).with("until", "end").flood();
      assertThat(seen.count("answeredWrongly")).isPositive().isEqualTo(seen.count("invoked"));
      assertThat(seen.errors("answer.too-much")).isEqualTo(seen.count("invoked"));
    }
  }

  @Test
  void awaitingTheEndOfRightAnswersIsOk() {
    try (ScriptedServer server = ScriptedServer.local(OutcomesTest::serve)) {
      Seen seen = TrialFlood.by(engine, server.rawTarget()).with("until", "end").flood();
      assertThat(seen.count("ok")).isPositive().isEqualTo(seen.count("invoked"));
    }
  }

  @Test
  void aCorruptAnswerIsAnsweredWrongly() {
    expectAll(
        connection -> {
          if (connection.readRequest()) {
            connection.corruptAnswer();
          }
        },
        Outcome.ANSWERED_WRONGLY,
        "answer.corrupt");
  }

  @Test
  void aRequestCalledMalformedIsIndeterminate() {
    expectAll(
        connection -> {
          if (connection.readRequest()) {
            connection.answer(0, RawProtocol.STATUS_MALFORMED, 1);
          }
        },
        Outcome.INDETERMINATE,
        "answer.malformed-request");
  }

  @Test
  void aResetIsIndeterminate() {
    expectAll(
        connection -> {
          if (connection.readRequest()) {
            connection.closeByReset();
          }
        },
        Outcome.INDETERMINATE,
        "receive.ECONNRESET");
  }

  @Test
  void anEndOfStreamBeforeTheAnswerIsIndeterminate() {
    expectAll(
        connection -> {
          if (connection.readRequest()) {
            connection.send(0, 10);
          }
        },
        Outcome.INDETERMINATE,
        "receive.end-of-stream");
  }

  @Test
  void anAnswerThatDripsIsOk() {
    try (ScriptedServer server =
        ScriptedServer.local(
            connection -> {
              if (connection.readRequest()) {
                connection.drip();
              }
            })) {
      Seen seen = TrialFlood.by(engine, server.rawTarget()).with("load", "closed:1").flood();
      assertThat(seen.count("ok")).isPositive().isEqualTo(seen.count("invoked"));
    }
  }

  @Test
  void silenceIsATimeoutAndTheSlotIsUsedAgain() {
    try (ScriptedServer server = ScriptedServer.local(ScriptedServer.Connection::hold)) {
      Seen seen =
          TrialFlood.by(engine, server.rawTarget())
              .with("timeoutNs", 30_000_000L)
              .with("durationNs", 300_000_000L)
              .flood();
      assertThat(seen.count("invoked")).isGreaterThan(4);
      assertThat(seen.count("indeterminate")).isEqualTo(seen.count("invoked"));
      assertThat(seen.errors("receive.timeout")).isEqualTo(seen.count("invoked"));
      assertThat(seen.histogram("total").getMinValue()).isGreaterThan(29_000_000L);
    }
  }

  @Test
  void aRefusedConnectionFailsAndIsNotAskedWithoutEnd() {
    String target;
    try (ScriptedServer server = ScriptedServer.local(OutcomesTest::serve)) {
      target = server.rawTarget();
    }
    Seen seen = TrialFlood.by(engine, target).flood();
    assertThat(seen.count("invoked")).isPositive();
    assertThat(seen.count("failed")).isEqualTo(seen.count("invoked"));
    assertThat(seen.errors("connect.ECONNREFUSED")).isEqualTo(seen.count("invoked"));
    // four clients that pause a millisecond each begin at most 200 times each in 200 ms
    assertThat(seen.count("invoked")).isLessThanOrEqualTo(4 * 201);
    assertThat(seen.count("pauses")).isPositive();
  }

  @Test
  void aUnixSocketThatDoesNotExistFails() {
    Seen seen = TrialFlood.by(engine, "raw+unix:@stampede-nobody-" + System.nanoTime()).flood();
    assertThat(seen.count("failed")).isPositive().isEqualTo(seen.count("invoked"));
    assertThat(seen.errors("connect.ECONNREFUSED")).isEqualTo(seen.count("invoked"));
    Seen path = TrialFlood.by(engine, "raw+unix:/no/such/socket").flood();
    assertThat(path.errors("connect.ENOENT")).isPositive().isEqualTo(path.count("failed"));
  }

  private void expectAll(ScriptedServer.Behaviour behaviour, Outcome outcome, String error) {
    try (ScriptedServer server = ScriptedServer.local(behaviour)) {
      Seen seen =
          TrialFlood.by(engine, server.rawTarget()).with("durationNs", 300_000_000L).flood();
      assertThat(seen.attempts()).isNotEmpty();
      assertThat(seen.attempts())
          .allSatisfy(
              attempt -> {
                assertThat(attempt.error()).isEqualTo(error);
                assertThat(attempt.outcome()).isEqualTo(outcome);
              });
      assertThat(seen.errors(error)).isEqualTo(seen.count("invoked"));
    }
  }
}
