package stampede.harness.micro.bench;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import stampede.load.RepeatedAnswer;

/** What the load generator pays to read an HTTP answer. */
@State(Scope.Thread)
public class HttpParse {
  private static final String BODY = "0123456789abcdef".repeat(4);

  /** How the answer says where it ends. */
  @Param({"length", "chunked"})
  String framing;

  /** How many bytes come at once: all, or as few as a slow server sends. */
  @Param({"65536", "16"})
  int pieceBytes;

  private RepeatedAnswer answer;

  /** Makes the answer. */
  @Setup
  public void begin() {
    answer = RepeatedAnswer.of(framing.equals("length") ? withLength() : inChunks());
  }

  private static String head() {
    return "HTTP/1.1 200 OK\r\nServer: nginx/1.24.0\r\n"
        + "Date: Sat, 21 Nov 2026 12:00:00 GMT\r\nContent-Type: text/plain\r\n"
        + "Connection: keep-alive\r\n";
  }

  private static String withLength() {
    return head() + "Content-Length: " + BODY.length() + "\r\n\r\n" + BODY;
  }

  private static String inChunks() {
    String chunk = Integer.toHexString(BODY.length() / 2) + "\r\n";
    String half = BODY.substring(BODY.length() / 2);
    return head()
        + "Transfer-Encoding: chunked\r\n\r\n"
        + (chunk + half + "\r\n").repeat(2)
        + "0\r\n\r\n";
  }

  /** One answer, from its status line to its end. */
  @Benchmark
  @Measures("an HTTP answer of six fields and 64 bytes parsed, as a slot of a flood does")
  public int whole() {
    if (!answer.isRight(pieceBytes)) {
      throw new IllegalStateException("the answer was refused");
    }
    return pieceBytes;
  }
}
