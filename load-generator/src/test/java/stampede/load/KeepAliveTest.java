package stampede.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import stampede.load.TrialFlood.Seen;

/** Connections that carry more than one request, and servers that end them as they please. */
@Timeout(60)
@ParameterizedClass
@EnumSource(names = {"EPOLL", "URING"})
class KeepAliveTest {
  @Parameter private EngineKind engine;

  static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

  /** What a server does with the requests of one connection; it closes it afterwards. */
  private Seen flood(ScriptedServer.Behaviour behaviour, String... settings) {
    try (ScriptedServer server = ScriptedServer.local(behaviour)) {
      TrialFlood flood =
          TrialFlood.by(engine, "http://" + server.address() + "/")
              .with("load", "closed:1")
              .with("keepAlive", 0);
      for (int i = 0; i < settings.length; i += 2) {
        flood.with(settings[i], settings[i + 1]);
      }
      return flood.flood();
    }
  }

  /** Gives so many answers, as long as requests come. */
  static ScriptedServer.Behaviour answering(int times, String answer) {
    return connection -> {
      for (int i = 0; i < times && !connection.readText().isEmpty(); i++) {
        connection.send(answer);
      }
    };
  }

  private static void assertAllOk(Seen seen) {
    assertThat(seen.count("ok")).as("%s", seen.done()).isEqualTo(seen.count("invoked"));
    assertThat(seen.count("ok")).isGreaterThan(3);
  }

  @Test
  void oneConnectionCarriesEveryRequestOfAClient() {
    Seen seen = flood(answering(Integer.MAX_VALUE, OK));
    assertAllOk(seen);
    assertThat(seen.count("connections")).isEqualTo(1);
    assertThat(seen.histogram("connect").getTotalCount()).isEqualTo(1);
    assertThat(seen.count("resent")).isZero();
    assertThat(seen.attempts())
        .allSatisfy(
            attempt ->
                assertThat(
                        new long[] {
                          attempt.begunNs(),
                          attempt.establishedNs(),
                          attempt.sentNs(),
                          attempt.firstByteNs(),
                          attempt.closedNs()
                        })
                    .isSorted());
  }

  @ParameterizedTest
  @ValueSource(strings = {"reset", "fin"})
  void aConnectionCarriesNoMoreThanItIsToldTo(String close) {
    Seen seen = flood(answering(Integer.MAX_VALUE, OK), "keepAlive", "3", "close", close);
    assertAllOk(seen);
    assertThat(seen.count("connections")).isEqualTo((seen.count("ok") + 2) / 3);
  }

  @Test
  void oneRequestAConnectionIsTheDefault() {
    Seen seen = flood(answering(Integer.MAX_VALUE, OK), "keepAlive", "1");
    assertAllOk(seen);
    assertThat(seen.count("connections")).isEqualTo(seen.count("ok"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\nConnection: x, Close\r\nContent-Length: 2\r\n\r\nok",
        "HTTP/1.0 200 OK\r\nContent-Length: 2\r\n\r\nok",
        "HTTP/1.1 200 OK\r\n\r\nok"
      })
  void anAnswerThatEndsTheConnectionIsTheLastOnIt(String answer) {
    Seen seen = flood(answering(1, answer));
    assertAllOk(seen);
    assertThat(seen.count("connections")).isEqualTo(seen.count("ok"));
    assertThat(seen.count("resent")).isZero();
  }

  @Test
  void severalClientsKeepTheirConnectionsToAUnixSocket(@TempDir Path folder) {
    try (ScriptedServer server =
        ScriptedServer.at("unix:" + folder.resolve("socket"), answering(3, OK))) {
      String socket = server.rawTarget().replace("raw+unix:", "http+unix:");
      Seen seen =
          TrialFlood.by(engine, socket + ":/")
              .with("load", "closed:4")
              .with("keepAlive", 0)
              .with("timeoutNs", 500_000_000L)
              .flood();
      // it has one connection at a time: who stands behind it at the end waits in vain
      long waiting = seen.errors("receive.timeout");
      assertThat(waiting).as("%s", seen.done()).isLessThan(4);
      assertThat(seen.count("ok")).isPositive().isEqualTo(seen.count("invoked") - waiting);
      assertThat(seen.count("connections")).isLessThan(seen.count("ok"));
    }
  }

  @Test
  void aServerThatEndsConnectionsUnannouncedIsAskedAgain() {
    Seen seen = flood(answering(2, OK));
    assertAllOk(seen);
    assertThat(seen.count("connections")).isBetween(seen.count("ok") / 2, seen.count("ok"));
  }

  @Test
  void aRequestThatMayBeRepeatedSetsOutAgainOnce() {
    Seen seen = flood(answersOneTakesOne());
    assertAllOk(seen);
    assertThat(seen.count("resent")).isEqualTo(seen.count("ok") - 1);
  }

  @Test
  void aRequestThatMustNotBeDoneTwiceIsIndeterminate() {
    Seen seen = flood(answersOneTakesOne(), "method", "POST", "body", "x");
    assertThat(seen.count("resent")).isZero();
    assertThat(seen.count("ok")).isPositive();
    assertThat(seen.errors("receive.end-of-stream"))
        .isPositive()
        .isEqualTo(seen.count("indeterminate"));
  }

  /** Answers the first request of a connection; takes the second, and ends it without an answer. */
  private static ScriptedServer.Behaviour answersOneTakesOne() {
    return connection -> {
      if (!connection.readText().isEmpty()) {
        connection.send(OK);
        connection.readText();
      }
    };
  }

  @Test
  void theEndOfAnIdleConnectionIsNoticed() {
    Seen seen =
        flood(
            connection -> {
              answering(1, OK).serve(connection);
              LockSupport.parkNanos(1_000_000);
            },
            "load",
            "constant:10/s",
            "durationNs",
            "600000000");
    assertAllOk(seen);
    assertThat(seen.count("connections")).isEqualTo(seen.count("ok"));
  }

  @Test
  void aConnectionThatSpeaksUnaskedIsLeft() {
    Seen seen =
        flood(
            connection -> {
              answering(1, OK).serve(connection);
              LockSupport.parkNanos(1_000_000);
              connection.send(OK);
              connection.readText();
            },
            "load",
            "constant:10/s",
            "durationNs",
            "600000000");
    assertThat(seen.count("ok")).isPositive();
    assertThat(seen.count("connections")).isEqualTo(seen.count("invoked"));
  }

  @Test
  void aConnectionOfAnErrorIsNotKept() {
    Seen seen = flood(answering(9, "HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n"));
    assertThat(seen.count("ok")).isZero();
    assertThat(seen.errors("answer.http-status-503")).isEqualTo(seen.count("invoked"));
    assertThat(seen.count("connections")).isEqualTo(seen.count("invoked"));
  }

  @Test
  void aKeptConnectionHasNoEndToBeAwaited() {
    assertThatThrownBy(
            () ->
                TrialFlood.of("http://127.0.0.1:1/")
                    .with("keepAlive", 0)
                    .with("until", "end")
                    .settings())
        .isInstanceOf(LoadException.class)
        .hasMessageContaining("kept");
  }

  @Test
  void requestsThatNeedTooMuchMemoryAreRefused() {
    TrialFlood flood =
        TrialFlood.of("http://127.0.0.1:1/").with("headers", "A: " + "b".repeat(16_000));
    assertThatThrownBy(() -> flood.with("load", "closed:100000").flood())
        .isInstanceOf(LoadException.class)
        .hasMessageContaining("memory");
  }
}
