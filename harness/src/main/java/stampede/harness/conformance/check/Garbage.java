package stampede.harness.conformance.check;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import stampede.contract.RawProtocol;
import stampede.load.Target;

/** What is no request, of the kinds that servers stumble over. Stateless. */
final class Garbage {
  private static final int OVERSIZED_BYTES = 64 * 1024;
  private static final int NOISE_BYTES = 512;

  private Garbage() {}

  /** One of each kind, by its name, drawn anew. */
  static Map<String, byte[]> of(Target.Kind protocol, Random random) {
    return protocol == Target.Kind.RAW ? raw(random) : http(random);
  }

  private static Map<String, byte[]> raw(Random random) {
    byte[] magic = ascii("STPQ");
    byte[] almost = noise(random, RawProtocol.REQUEST_BYTES);
    System.arraycopy(magic, 0, almost, 0, magic.length);
    almost[magic.length] = RawProtocol.VERSION;
    Map<String, byte[]> kinds = new LinkedHashMap<>();
    kinds.put("random bytes of a request's length", noise(random, RawProtocol.REQUEST_BYTES));
    kinds.put("a request with a wrong checksum", almost);
    kinds.put("zeros", new byte[RawProtocol.REQUEST_BYTES]);
    kinds.put("a truncated request", Arrays.copyOf(almost, 1 + random.nextInt(31)));
    kinds.put("an oversized request", noise(random, OVERSIZED_BYTES));
    kinds.put("a request of HTTP", ascii("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"));
    return kinds;
  }

  private static Map<String, byte[]> http(Random random) {
    byte[] oversized = ascii("GET /" + "x".repeat(OVERSIZED_BYTES) + " HTTP/1.1\r\n\r\n");
    Map<String, byte[]> kinds = new LinkedHashMap<>();
    kinds.put("random bytes", noise(random, NOISE_BYTES));
    kinds.put("random bytes that end a header", append(noise(random, NOISE_BYTES), "\r\n\r\n"));
    kinds.put("a truncated request", ascii("GET /r/0000000000000001 HT"));
    kinds.put("an oversized request line", oversized);
    kinds.put("a request line of one word", ascii("STAMPEDE\r\n\r\n"));
    kinds.put("a version that is none", ascii("GET / HTTP/x.y\r\nHost: localhost\r\n\r\n"));
    return kinds;
  }

  private static byte[] append(byte[] bytes, String end) {
    byte[] more = Arrays.copyOf(bytes, bytes.length + end.length());
    System.arraycopy(ascii(end), 0, more, bytes.length, end.length());
    return more;
  }

  private static byte[] noise(Random random, int length) {
    byte[] noise = new byte[length];
    random.nextBytes(noise);
    return noise;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Whether an answer says that a request was serviced, which garbage never is. */
  static boolean claimsService(Target.Kind protocol, byte[] answer) {
    return protocol == Target.Kind.RAW
        ? answer.length >= RawProtocol.ANSWER_BYTES && answer[5] == RawProtocol.STATUS_OK
        : new String(answer, StandardCharsets.ISO_8859_1).matches("(?s)HTTP/1\\.[01] 2.*");
  }
}
