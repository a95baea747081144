package stampede.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import stampede.contract.ControlMessage;
import stampede.contract.RequestId;
import stampede.contract.Work;

/** What is sent, and what completes it, as the options of HTTP say. */
@Timeout(60)
class HttpOptionsTest {
  private static final long ID = 0x0003_0000_0000_00f3L;
  private static final String ID_TEXT = RequestId.text(ID);

  @TempDir private Path folder;

  private static HttpExchange exchange(String path, String... settings) {
    ControlMessage message = ControlMessage.of("run");
    for (int i = 0; i < settings.length; i += 2) {
      message = message.with(settings[i], settings[i + 1]);
    }
    HttpOptions options = HttpOptions.of(message);
    Target target = Target.parse("http://127.0.0.1:81" + path);
    Work work = Work.parse(message.value("work").orElse("none"));
    return new HttpExchange(2, HttpRequest.of(target, work, options), options);
  }

  private static String sent(HttpExchange exchange) {
    exchange.prepare(1, ID, 500_000);
    return exchange.memory().getText(exchange.requestAt(1), exchange.requestBytes());
  }

  /** The verdict on an answer that comes byte by byte, and ends. */
  private static int answered(HttpExchange exchange, String answer) {
    int[] bytes = new int[answer.length()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = i + 1;
    }
    int whole = HttpExchangeTest.feed(exchange, answer, true);
    assertThat(HttpExchangeTest.feed(exchange, answer, true, bytes)).isEqualTo(whole);
    return whole;
  }

  @Test
  void methodHeadersAndBodyAreSentAndTheirPlacesFilled() {
    HttpExchange exchange =
        exchange(
            "/r",
            "method",
            "POST",
            "headers",
            "X-Id: {id}\nhost: other\nX-Work: {work}",
            "body",
            "{\"id\": \"{id}\", \"é\": 1}",
            "work",
            "spin:500us");
    assertThat(sent(exchange))
        .isEqualTo(
            "POST /r HTTP/1.1\r\nUser-Agent: stampede\r\nX-Id: "
                + ID_TEXT
                + "\r\nhost: other\r\nX-Work: 000000500000ns\r\nConnection: close\r\n"
                + "Content-Length: 35\r\n\r\n{\"id\": \""
                + ID_TEXT
                + "\", \"\u00c3\u00a9\": 1}");
  }

  @Test
  void aKeptConnectionIsNotToldToClose() {
    assertThat(sent(exchange("/", "keepAlive", "0")))
        .isEqualTo("GET / HTTP/1.1\r\nHost: 127.0.0.1:81\r\nUser-Agent: stampede\r\n\r\n");
  }

  @Test
  void anEmptyBodyIsSaidToBeEmptyWhereOneIsToBeExpected() {
    assertThat(sent(exchange("/", "method", "PUT"))).endsWith("Content-Length: 0\r\n\r\n");
    assertThat(sent(exchange("/", "method", "DELETE"))).doesNotContain("Content-Length");
  }

  @Test
  void aBodyIsTakenFromAFileAsItIs() throws IOException {
    Path file = Files.write(folder.resolve("body"), new byte[] {0, (byte) 0x80, 13, 10});
    HttpExchange exchange = exchange("/", "method", "PUT", "bodyFile", file.toString());
    exchange.prepare(0, ID, 0);
    long end = exchange.requestAt(0) + exchange.requestBytes();
    assertThat(exchange.memory().getByte(end - 3)).isEqualTo((byte) 0x80);
    assertThat(exchange.memory().getByte(end - 4)).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "2xx,200,true",
    "2xx,299,true",
    "2xx,300,false",
    "'200,404',404,true",
    "'200,404',204,false",
    "5xx,503,true"
  })
  void theStatusExpectedCompletes(String expected, int status, boolean complete) {
    HttpExchange exchange = exchange("/", "expectStatus", expected);
    String answer = "HTTP/1.1 " + status + " X\r\nContent-Length: 0\r\n\r\n";
    assertThat(answered(exchange, answer))
        .isEqualTo(complete ? Protocol.COMPLETE : AttemptError.HTTP_STATUS + status);
  }

  @ParameterizedTest
  @CsvSource({"HEAD,200", "GET,204", "GET,304"})
  void anAnswerWithoutBodyIsWholeAfterItsHead(String method, int status) {
    HttpExchange exchange = exchange("/{id}", "method", method, "expectStatus", "2xx,304");
    String answer = "HTTP/1.1 " + status + " X\r\nContent-Length: 500\r\n\r\n";
    assertThat(answered(exchange, answer)).isEqualTo(Protocol.COMPLETE);
    assertThat(exchange.keepsOpen(1)).isTrue();
    assertThat(HttpExchangeTest.feed(exchange, answer + "x", false))
        .isEqualTo(AttemptError.TOO_MUCH);
  }

  @ParameterizedTest
  @CsvSource({
    "abab,xabaababx,true",
    "aab,aaaab,true",
    "aab,aabaaab,true",
    "abcabd,abcabcabd,true",
    "abcabd,abcabc,false",
    "é,caf\u00c3\u00a9,true",
    "ok,'',false"
  })
  void theTextExpectedIsFoundAcrossAnyCut(String text, String body, boolean found) {
    HttpExchange exchange = exchange("/", "expectBody", text);
    int expected = found ? Protocol.COMPLETE : AttemptError.WRONG_ANSWER;
    String head = "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n";
    assertThat(answered(exchange, head + body)).isEqualTo(expected);
    StringBuilder chunks =
        new StringBuilder("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
    body.chars().forEach(c -> chunks.append("1\r\n").append((char) c).append("\r\n"));
    assertThat(answered(exchange, chunks + "0\r\n\r\n")).isEqualTo(expected);
  }

  @Test
  void theTextAndTheIdAreBothExpected() {
    HttpExchange exchange = exchange("/{id}", "expectBody", "ok");
    String head = "HTTP/1.1 200 OK\r\nContent-Length: 18\r\n\r\n";
    assertThat(answered(exchange, head + "ok" + ID_TEXT)).isEqualTo(Protocol.COMPLETE);
    assertThat(answered(exchange, head + "no" + ID_TEXT)).isEqualTo(AttemptError.WRONG_ANSWER);
    assertThat(answered(exchange, head + "ok0123456789abcdef"))
        .isEqualTo(AttemptError.WRONG_ANSWER);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "method|G T|is not a method",
        "method|CONNECT|is not a method",
        "headers|no colon|is not a header",
        "headers|A b: c|is not a header",
        "headers|content-LENGTH: 3|for the load generator to write",
        "headers|Connection: close|see --keep-alive",
        "bodyFile|/no/such/file|cannot be read",
        "expectStatus|2x|are no statuses",
        "expectStatus|100|are no statuses",
        "expectStatus|200,|are no statuses",
        "keepAlive|-1|1 to",
        "keepAlive|many|1 to"
      })
  void aWrongValueIsSaidInAMessageForPeople(String name, String value, String said) {
    assertThatThrownBy(() -> exchange("/", name, value))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(said);
  }

  @Test
  void whatIsTooLongIsRefused() throws IOException {
    assertThatThrownBy(() -> exchange("/", "body", "x".repeat(20_000)))
        .hasMessageContaining("@FILE");
    assertThatThrownBy(() -> exchange("/", "expectBody", "x".repeat(5_000)))
        .hasMessageContaining("at most");
    assertThatThrownBy(() -> exchange("/", "headers", "A: b\n".repeat(70) + "A: b"))
        .hasMessageContaining("at most 64");
    Path file = Files.write(folder.resolve("much"), new byte[HttpOptions.MAX_BODY_BYTES + 1]);
    assertThatThrownBy(() -> exchange("/", "bodyFile", file.toString()))
        .hasMessageContaining("too long");
    assertThatThrownBy(() -> exchange("/", "method", "HEAD", "expectBody", "x"))
        .hasMessageContaining("HEAD");
  }
}
