package stampede.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import stampede.contract.RequestId;
import stampede.contract.Work;

@Timeout(20)
class HttpExchangeTest {
  private static final long ID = 0x0003_0000_0000_00f3L;
  private static final String ID_TEXT = RequestId.text(ID);
  private static final int ENDED = -2;

  static HttpExchange exchange(String path) {
    Target target = Target.parse("http://127.0.0.1:80" + path);
    return new HttpExchange(2, HttpRequest.of(target, Work.NONE), HttpOptions.DEFAULT);
  }

  @Test
  void onlyWhereManyAnswersMayComeAtOnceIsThereRoomForMany() {
    HttpRequest request = HttpRequest.of(Target.parse("http://127.0.0.1:80/"), Work.NONE);
    int slots = 1_000;
    HttpExchange one = new HttpExchange(slots, request, HttpOptions.DEFAULT);
    HttpExchange many = HttpExchange.ofManyAtOnce(slots, request, HttpOptions.DEFAULT);
    assertThat(one.sharedBytes()).isEqualTo(one.receiveRoom(0)).isLessThan(many.sharedBytes());
  }

  /** Feeds {@code answer} in pieces that end where {@code cuts} say, then the end of the stream. */
  static int feed(HttpExchange exchange, String answer, boolean ends, int... cuts) {
    exchange.prepare(1, ID, 0);
    int from = 0;
    for (int i = 0; i <= cuts.length; i++) {
      int to = i < cuts.length ? cuts[i] : answer.length();
      if (to > from) {
        byte[] piece = answer.substring(from, to).getBytes(StandardCharsets.ISO_8859_1);
        exchange.memory().putBytes(exchange.receiveAt(1), piece);
        int verdict = exchange.received(1, exchange.receiveAt(1), piece.length);
        if (verdict != Protocol.MORE) {
          return verdict;
        }
      }
      from = to;
    }
    return ends ? exchange.ended(1) : ENDED;
  }

  static void everyCut(String path, String answer, boolean ends, int expected) {
    HttpExchange exchange = exchange(path);
    assertThat(feed(exchange, answer, ends)).isEqualTo(expected);
    int[] bytes = new int[answer.length()];
    for (int i = 0; i < answer.length(); i++) {
      bytes[i] = i + 1;
      for (int j = i; j < answer.length(); j++) {
        assertThat(feed(exchange, answer, ends, i, j))
            .as("cut at %d, %d", i, j)
            .isEqualTo(expected);
      }
    }
    assertThat(feed(exchange, answer, ends, bytes)).as("byte by byte").isEqualTo(expected);
  }

  @Test
  void aBodyOfGivenLengthIsWholeWhereverItIsCut() {
    String body = "it is " + ID_TEXT + ".";
    everyCut(
        "/r/{id}",
        "HTTP/1.1 200 OK\r\nServer: x\r\ncontent-LENGTH:  "
            + body.length()
            + " \r\nX: y\r\n\r\n"
            + body,
        false,
        Protocol.COMPLETE);
  }

  @Test
  void aChunkedBodyIsWholeWhereverItIsCut() {
    String answer =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, Chunked\r\n\r\n"
            + "5;name=value\r\n"
            + ID_TEXT.substring(0, 5)
            + "\r\nB\r\n"
            + ID_TEXT.substring(5)
            + "\r\n0\r\nTrailer: t\r\n\r\n";
    everyCut("/r/{id}", answer, false, Protocol.COMPLETE);
  }

  @Test
  void aBodyWithoutLengthEndsWithTheStream() {
    everyCut("/{id}", "HTTP/1.0 200 OK\nA: b\n\nf3" + ID_TEXT, true, Protocol.COMPLETE);
  }

  @Test
  void anInterimAnswerIsPassedOver() {
    everyCut(
        "/",
        "HTTP/1.1 100 Continue\r\n"
            + "Content-Length: 3\r\n\r\n"
            + "HTTP/1.1 200\r\n"
            + "Content-Length: 2\r\n\r\n"
            + "ok",
        false,
        Protocol.COMPLETE);
  }

  @Test
  void anEmptyBodyIsWholeAtOnce() {
    everyCut("/", "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", false, Protocol.COMPLETE);
  }

  @Test
  void anotherIdIsTheWrongAnswer() {
    String body = RequestId.text(ID ^ 1) + " 0" + ID_TEXT.substring(1, 15) + " 3";
    everyCut(
        "/r/{id}",
        "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body,
        false,
        AttemptError.WRONG_ANSWER);
  }

  @Test
  void moreThanTheBodyIsTooMuch() {
    String answer = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 200 OK";
    assertThat(feed(exchange("/"), answer, false)).isEqualTo(AttemptError.TOO_MUCH);
  }

  @Test
  void anotherStatusIsNamed() {
    everyCut(
        "/",
        "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 1\r\n\r\nx",
        false,
        AttemptError.HTTP_STATUS + 503);
    assertThat(
            AttemptError.name(
                AttemptError.of(AttemptError.Phase.ANSWER, AttemptError.HTTP_STATUS + 503)))
        .isEqualTo("answer.http-status-503");
  }

  @Test
  void anAnswerCutShortEndsTooEarly() {
    String answer = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nok";
    for (int length = 0; length <= answer.length(); length++) {
      assertThat(feed(exchange("/"), answer.substring(0, length), true))
          .isEqualTo(AttemptError.END_OF_STREAM);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\r\n",
        "SSH-2.0-x\r\n",
        "HTTP/2 200\r\n\r\n",
        "HTTP/1.1 2000 OK\r\n\r\n",
        "HTTP/1.1 2x0 OK\r\n\r\n",
        "HTTP/1.1 999 OK\r\n\r\n",
        "HTTP/1.1 200 OK\r\nno colon\r\n",
        "HTTP/1.1 200 OK\r\n: no name\r\n",
        "HTTP/1.1 200 OK\r\nA: b\r\n folded\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: \r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1x\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 99999999999999999999\r\n",
        "HTTP/1.1 200 OK\r\nContent-Length: 1\r\nContent-Length: 2\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffffff\r\n",
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nab\r\n"
      })
  void whatIsNotHttpIsMalformed(String answer) {
    everyCut("/", answer, false, AttemptError.HTTP_MALFORMED);
  }

  @Test
  void anEndlessHeadIsMalformed() {
    String answer = "HTTP/1.1 200 OK\r\n" + "A: b\r\n".repeat(12_000);
    assertThat(feed(exchange("/"), answer, false, 60_000)).isEqualTo(AttemptError.HTTP_MALFORMED);
    String oneLine = "HTTP/1.1 200 OK\r\nA: " + "b".repeat(60_000);
    HttpExchange exchange = exchange("/");
    assertThat(feed(exchange, oneLine, false)).isEqualTo(ENDED);
    exchange.memory().putBytes(exchange.receiveAt(1), new byte[60_000]);
    assertThat(exchange.received(1, exchange.receiveAt(1), 60_000))
        .isEqualTo(AttemptError.HTTP_MALFORMED);
  }

  @Test
  void randomBytesNeverBreakIt() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    HttpExchange exchange = exchange("/{id}");
    String[] words = {
      "HTTP/1.1 ",
      "200 ",
      "OK",
      "\r\n",
      "\n",
      "Content-Length: ",
      "3",
      "Transfer-Encoding:",
      "chunked",
      "\r\n\r\n",
      "ff",
      ";",
      "x",
      " ",
      ID_TEXT
    };
    for (int trial = 0; trial < 20_000; trial++) {
      StringBuilder answer = new StringBuilder(random.nextBoolean() ? "HTTP/1.1 200 OK\r\n" : "");
      for (int i = 0; i < 12; i++) {
        answer.append(words[random.nextInt(words.length)]);
      }
      int cut = random.nextInt(answer.length());
      int whole = feed(exchange, answer.toString(), true);
      int before = feed(exchange, answer.substring(0, cut), false);
      // an answer that is whole where it is cut is judged before what is too much comes
      boolean isWhole = before != ENDED && whole == AttemptError.TOO_MUCH;
      assertThat(feed(exchange, answer.toString(), true, cut))
          .as("seed %d, cut at %d of %s", seed, cut, answer)
          .isEqualTo(isWhole ? before : whole);
    }
  }

  @Test
  void theRequestNamesIdAndWork() {
    Target target = Target.parse("http://127.0.0.1:81/r/{id}?a=b");
    HttpExchange exchange =
        new HttpExchange(2, HttpRequest.of(target, Work.parse("spin:500us")), HttpOptions.DEFAULT);
    exchange.prepare(1, ID, 500_000);
    assertThat(exchange.memory().getText(exchange.requestAt(1), exchange.requestBytes()))
        .isEqualTo(
            "GET /r/"
                + ID_TEXT
                + "?a=b&work=000000500000ns HTTP/1.1\r\nHost: 127.0.0.1:81\r\n"
                + "User-Agent: stampede\r\nConnection: close\r\n\r\n");
  }
}
