package stampede.harness.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * {@code stampede load} against servers that do everything wrong: each error has its name, the run
 * ends in time, and says that it is worth nothing.
 */
@Timeout(60)
class BadServersIT extends AtCommandLine {
  private static final int FAILED = 1;
  private static final byte[] FILLING = new byte[64 * 1024];

  private static Arguments bad(String what, String error, LoopbackServer.Behaviour behaviour) {
    return Arguments.of(what, error, behaviour);
  }

  private static Arguments says(String what, String error, String text) {
    return bad(what, error, connection -> LoopbackServer.say(connection, text));
  }

  private static String head(int length) {
    return "HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n";
  }

  private static void endlessly(Socket connection, String begin) throws IOException {
    LoopbackServer.say(connection, begin);
    while (!connection.isClosed()) {
      connection.getOutputStream().write(FILLING);
    }
  }

  static List<Arguments> servers() {
    return List.of(
        says("garbage", "answer.http-malformed", "\u0001\u0002 what?\r\n\r\n"),
        bad(
            "an endless header",
            "answer.http-malformed",
            connection -> endlessly(connection, "HTTP/1.1 200 OK\r\nX-Endless: ")),
        bad(
            "an endless body",
            "receive.timeout",
            connection -> endlessly(connection, head(Integer.MAX_VALUE))),
        says("a body longer than said", "answer.too-much", head(2) + "okay"),
        says("a body shorter than said", "receive.end-of-stream", head(10) + "short"),
        says("nothing, and the end", "receive.end-of-stream", ""),
        says("a server's error", "answer.http-status-503", "HTTP/1.1 503 Busy\r\n\r\n"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("servers")
  void whatIsWrongHasAName(String what, String error, LoopbackServer.Behaviour behaviour)
      throws IOException {
    try (LoopbackServer server = LoopbackServer.of(behaviour)) {
      assertAllEndWith(server, error);
    }
  }

  /** Until the server is closed, which is after the flood. */
  @Test
  void silenceHasAName() throws IOException {
    AtomicReference<LoopbackServer> itself = new AtomicReference<>();
    try (LoopbackServer server = LoopbackServer.of(connection -> itself.get().hold())) {
      itself.set(server);
      assertAllEndWith(server, "receive.timeout");
    }
  }

  @Test
  void aServerThatClosesAtOnceIsNamedByWhatTheKernelSaysOfIt() throws IOException {
    try (LoopbackServer server = LoopbackServer.of(connection -> connection.setSoLinger(true, 0))) {
      JsonNode cell = flood(server, "2s");
      assertThat(cell.path("errors").propertyNames())
          .isNotEmpty()
          .allMatch(name -> name.matches("(connect|send|receive)\\.(ECONNRESET|EPIPE|.*stream)"));
      assertThat(count(cell, "ok")).isZero();
    }
  }

  private void assertAllEndWith(LoopbackServer server, String error) {
    // where something is to come, a busy machine shall have its time
    JsonNode cell = flood(server, error.endsWith("timeout") ? "150ms" : "2s");
    assertThat(count(cell, "invoked")).as(cell.toString()).isPositive();
    assertThat(count(cell, "ok")).isZero();
    assertThat(cell.path("errors").propertyNames()).containsExactly(error);
    assertThat(cell.path("errors").path(error).asLong()).isEqualTo(count(cell, "invoked"));
  }

  private JsonNode flood(LoopbackServer server, String timeout) {
    Cli.Ended ended =
        cli.run(
            "load",
            server.url(),
            "--load",
            "closed:4",
            "--warmup",
            "0s",
            "--duration",
            "200ms",
            "--timeout",
            timeout,
            "--json");
    assertThat(ended.code()).as(ended.err()).isEqualTo(FAILED);
    assertThat(ended.err()).doesNotContain("Exception");
    JsonNode cell = JsonMapper.shared().readTree(ended.out()).path("cells").path(0);
    assertThat(cell.path("valid").asBoolean()).isFalse();
    assertThat(cell.path("invalidReasons").toString()).contains("requests were not answered");
    cli.assertNothingLeft();
    return cell;
  }

  private static long count(JsonNode cell, String name) {
    return cell.path("requests").path(name).asLong();
  }
}
