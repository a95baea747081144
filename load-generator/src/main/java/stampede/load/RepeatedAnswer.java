package stampede.load;

import java.nio.charset.StandardCharsets;
import stampede.contract.RequestId;
import stampede.contract.Work;

/**
 * One HTTP answer that is parsed again and again, as a slot of a flood parses what a server sends:
 * the parser by itself, without sockets, for those who want to know what it costs. One thread uses
 * it; parsing allocates nothing.
 *
 * <pre>{@code
 * RepeatedAnswer answer = RepeatedAnswer.of("HTTP/1.1 204 No Content\\r\\n\\r\\n");
 * boolean right = answer.isRight(16);
 * }</pre>
 */
public final class RepeatedAnswer {
  private static final Target TARGET = Target.parse("http://127.0.0.1:80/");
  private static final long ID = RequestId.of(1, 0, 0);

  private final HttpExchange exchange;
  private final int length;

  private RepeatedAnswer(byte[] answer) {
    this.exchange = new HttpExchange(1, HttpRequest.of(TARGET, Work.NONE), HttpOptions.DEFAULT);
    this.length = answer.length;
    exchange.memory().putBytes(exchange.receiveAt(0), answer);
  }

  /**
   * An answer to a plain GET.
   *
   * @param answer all of it, in Latin-1; at most 256 KiB
   */
  public static RepeatedAnswer of(String answer) {
    return new RepeatedAnswer(answer.getBytes(StandardCharsets.ISO_8859_1));
  }

  /**
   * Begins a request and takes in its answer; whether that was whole and right.
   *
   * @param pieceBytes how many bytes come at once, at least 1
   */
  public boolean isRight(int pieceBytes) {
    exchange.prepare(0, ID, 0);
    long from = exchange.receiveAt(0);
    int taken = 0;
    int verdict = Protocol.MORE;
    while (taken < length && verdict == Protocol.MORE) {
      int piece = Math.min(pieceBytes, length - taken);
      verdict = exchange.received(0, from + taken, piece);
      taken += piece;
    }
    return verdict == Protocol.COMPLETE && taken == length;
  }
}
