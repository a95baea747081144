package stampede.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers at the edge of what HTTP/1.1 is, and beyond it; each cut at every byte. */
@Timeout(60)
class HttpHardeningTest {
  private static final String OK = "HTTP/1.1 200 OK\r\n";

  /** Cuts in one place and in all, where pairs of cuts would be too many. */
  private static void eachCut(String answer, boolean ends, int expected) {
    HttpExchange exchange = HttpExchangeTest.exchange("/");
    int[] bytes = new int[answer.length()];
    for (int i = 0; i < answer.length(); i++) {
      bytes[i] = i + 1;
      assertThat(HttpExchangeTest.feed(exchange, answer, ends, i))
          .as("cut at %d", i)
          .isEqualTo(expected);
    }
    assertThat(HttpExchangeTest.feed(exchange, answer, ends, bytes)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n0\r\n\r\n",
        "Transfer-Encoding:\r\nContent-Length: 2\r\n\r\nok",
        "A: b\r\n\tfolded\r\n\r\n",
        " A: b\r\n\r\n",
        "A: b\rc\r\n\r\n",
        "A: b\r\r\n\r\n",
        "A : b\r\n\r\n",
        "A(b): c\r\n\r\n",
        "A\u00e9: c\r\n\r\n",
        "A: b\0c\r\n\r\n",
        "A\0: c\r\n\r\n",
        "Content-Length: 2, 3\r\n\r\nok",
        "Content-Length: 2,\r\n\r\nok",
        "Content-Length: +2\r\n\r\nok",
        "Content-Length: 2 2\r\n\r\nok",
        "Content-Length: 0x2\r\n\r\nok",
        "Transfer-Encoding: chunked\r\n\r\n2\nok\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n2\r\nok\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n2 x\r\nok\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n2;\0\r\nok\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n-2\r\nok\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n0x2\r\nok\r\n0\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\nno trailer\r\n\r\n"
      })
  void aHeadOrChunkThatCanBeReadInTwoWaysIsMalformed(String rest) {
    HttpExchangeTest.everyCut("/", OK + rest, false, AttemptError.HTTP_MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http/1.1 200 OK\r\n\r\n",
        "HTTP/1.x 200 OK\r\n\r\n",
        "HTTP/11 200 OK\r\n\r\n",
        "HTTP/1.1  200 OK\r\n\r\n",
        "HTTP/1.1\t200 OK\r\n\r\n",
        "HTTP/1.1 20 OK\r\n\r\n",
        "HTTP/1.1 099 OK\r\n\r\n",
        "HTTP/1.1 +20 OK\r\n\r\n",
        "HTTP/1.1 200OK\r\n\r\n",
        " HTTP/1.1 200 OK\r\n\r\n",
        "HTTP/1.1 200 O\0K\r\n\r\n",
        "HTTP/1.1 200 O\rK\r\n\r\n",
        "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
      })
  void aStatusLineThatIsNoneIsMalformed(String answer) {
    HttpExchangeTest.everyCut("/", answer, false, AttemptError.HTTP_MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 2\r\nContent-Length:02\r\n\r\nok",
        "content-length: 2, 2 ,2\r\n\r\nok",
        "Transfer-Encoding: ,chunked,\r\n"
            + "Transfer-Encoding: \r\n\r\n"
            + "2 ;a=b\r\n"
            + "ok\r\n"
            + "0\r\n"
            + "A: b\r\n\r\n",
        "A: \u00e9\u0001\r\nB:\r\nContent-Length: 2\r\n\r\nok"
      })
  void whatIsOddButClearIsRead(String rest) {
    HttpExchangeTest.everyCut("/", OK + rest, false, Protocol.COMPLETE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.0 200 OK\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked, gzip\r\n\r\nok",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked;x\r\n\r\nok"
      })
  void aBodyThatNothingFramesEndsWithTheStream(String answer) {
    HttpExchangeTest.everyCut("/", answer, true, Protocol.COMPLETE);
  }

  @Test
  void aLongFieldIsReadTheSameWhereverItIsCut() {
    String cookie = "Set-Cookie: " + "c".repeat(1_000) + "\r\n";
    eachCut(OK + cookie + "Content-Length: 2\r\n\r\nok", false, Protocol.COMPLETE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: ", "Transfer-Encoding: ", "Connection: "})
  void aFieldThatFramesMustNotBeLong(String name) {
    String length = " ".repeat(300) + "2\r\n";
    eachCut(OK + name + length + "\r\nok", false, AttemptError.HTTP_MALFORMED);
  }

  @Test
  void statusLineNameAndChunkExtensionAreBounded() {
    String much = "x".repeat(300);
    eachCut("HTTP/1.1 200 " + much + "\r\n", false, AttemptError.HTTP_MALFORMED);
    eachCut(OK + much + ": y\r\n", false, AttemptError.HTTP_MALFORMED);
    String chunked = OK + "Transfer-Encoding: chunked\r\n\r\n";
    eachCut(chunked + "2;" + much + "\r\nok", false, AttemptError.HTTP_MALFORMED);
  }

  @Test
  void anEndlessTrailerIsMalformedAndEndlessChunksAreNot() {
    String chunked = OK + "Transfer-Encoding: chunked\r\n\r\n";
    HttpExchange exchange = HttpExchangeTest.exchange("/");
    int end = chunked.length();
    String trailer = chunked + "0\r\n" + "A: b\r\n".repeat(12_000);
    assertThat(HttpExchangeTest.feed(exchange, trailer, true, end, 40_000))
        .isEqualTo(AttemptError.HTTP_MALFORMED);
    String chunks = chunked + "2\r\nok\r\n".repeat(12_000) + "0\r\n\r\n";
    assertThat(HttpExchangeTest.feed(exchange, chunks, true, end, 40_000))
        .isEqualTo(Protocol.COMPLETE);
  }

  @Test
  void interimAnswersAreBounded() {
    String interim = "HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n";
    String last = OK + "Content-Length: 2\r\n\r\nok";
    eachCut(interim.repeat(HttpFraming.MAX_INTERIM) + last, false, Protocol.COMPLETE);
    eachCut(interim.repeat(HttpFraming.MAX_INTERIM + 1) + last, false, AttemptError.HTTP_MALFORMED);
  }

  @Test
  void anotherProtocolIsAStatusNobodyAskedFor() {
    HttpExchangeTest.everyCut(
        "/", "HTTP/1.1 101 Switching\r\n\r\n", false, AttemptError.HTTP_STATUS + 101);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.1|Content-Length: 2|true",
        "1.2|Content-Length: 2|true",
        "1.1|Content-Length: 2; Connection: keep-alive, x|true",
        "1.1|Content-Length: 2; Connection: keep-alive; Connection: x ,CLOSE|false",
        "1.1|Content-Length: 2; Connection: closed|true",
        "1.0|Content-Length: 2; Connection: keep-alive|false",
      })
  void aConnectionStaysOpenUnlessTheAnswerSaysOtherwise(
      String version, String fields, boolean open) {
    HttpExchange exchange = HttpExchangeTest.exchange("/");
    String answer = "HTTP/" + version + " 200 OK\r\n" + fields.replace("; ", "\r\n") + "\r\n\r\nok";
    assertThat(HttpExchangeTest.feed(exchange, answer, false)).isEqualTo(Protocol.COMPLETE);
    assertThat(exchange.keepsOpen(1)).isEqualTo(open);
  }
}
