package stampede.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Answers of HTTP/1.x: right ones of every shape, and what is made of them by breaking them. */
final class HttpMutations {
  private static final List<String> WORDS =
      List.of(
          "\r\n",
          "\n",
          "\r",
          "\0",
          " ",
          "\t",
          ":",
          ",",
          ";",
          "0",
          "1",
          "ff",
          "7fffffffffffffff",
          "ffffffffffffffff",
          "999999999999999999",
          "-1",
          "HTTP/1.1 200 OK\r\n",
          "HTTP/1.0 200\r\n",
          "HTTP/1.1 100 Continue\r\n\r\n",
          "HTTP/1.1 204 No\r\n",
          "HTTP/1.1 304 No\r\n",
          "HTTP/2 200\r\n",
          "Content-Length: 3\r\n",
          "content-length:3,3\r\n",
          "Content-Length: 4\r\n",
          "Transfer-Encoding: chunked\r\n",
          "Transfer-Encoding: gzip, chunked\r\n",
          "Transfer-Encoding:\r\n",
          "Transfer-Encoding: chunked, gzip\r\n",
          "Connection: close\r\n",
          "Connection: keep-alive, Close\r\n",
          " folded\r\n",
          "X: y\r\n",
          "0\r\n\r\n",
          "3\r\naba\r\n",
          "\u00e9",
          "ab");

  private final Random random;
  private final String id;

  HttpMutations(Random random, String id) {
    this.random = random;
    this.id = id;
  }

  /** An answer that may be broken. */
  String next() {
    StringBuilder answer = new StringBuilder(right());
    int mutations = Math.max(0, random.nextInt(7) - 2);
    for (int i = 0; i < mutations && !answer.isEmpty(); i++) {
      mutate(answer);
    }
    return answer.toString();
  }

  private void mutate(StringBuilder answer) {
    int at = random.nextInt(answer.length());
    int to = Math.min(answer.length(), at + 1 + random.nextInt(12));
    switch (random.nextInt(8)) {
      case 0 -> answer.setCharAt(at, (char) random.nextInt(256));
      case 1 -> answer.delete(at, to);
      case 2 -> answer.insert(at, answer.substring(at, to));
      case 3 -> answer.insert(at, one(WORDS));
      case 4 -> answer.replace(at, to, one(WORDS));
      case 5 -> answer.setLength(at);
      case 6 -> answer.setCharAt(at, (char) (answer.charAt(at) ^ 1 << random.nextInt(8)));
      default -> answer.append(random.nextInt(200) == 0 ? one(WORDS).repeat(20_000) : right());
    }
  }

  /** An answer as a server may well give it. */
  private String right() {
    StringBuilder answer = new StringBuilder();
    for (int i = random.nextInt(8) == 0 ? 1 + random.nextInt(18) : 0; i > 0; i--) {
      answer.append("HTTP/1.1 10").append(random.nextInt(4)).append(" x\r\n").append(fields());
      answer.append("\r\n");
    }
    String status = one(List.of("200", "200", "200", "200", "204", "304", "404"));
    answer.append("HTTP/1.").append(random.nextInt(8) == 0 ? 0 : 1).append(' ').append(status);
    answer.append(one(List.of(" OK", "", " ", " Very much so")));
    String body = body();
    String length = "Content-Length: " + body.length() + end();
    answer.append(end()).append(fields());
    switch (random.nextInt(4)) {
      case 0 -> answer.append(end()).append(body);
      case 1 -> answer.append(length).append(fields()).append(end()).append(body);
      case 2 -> answer.append(length).append(length).append(end()).append(body);
      default -> chunked(answer, body);
    }
    return answer.toString();
  }

  private void chunked(StringBuilder answer, String body) {
    answer.append("Transfer-Encoding: ").append(one(List.of("chunked", "Chunked ", "a, chunked")));
    answer.append(end()).append(fields()).append(end());
    int at = 0;
    while (at < body.length()) {
      int to = Math.min(body.length(), at + 1 + random.nextInt(9));
      answer.append(Integer.toHexString(to - at)).append(one(List.of("", "", ";x=y", " ; z")));
      answer.append("\r\n").append(body, at, to).append("\r\n");
      at = to;
    }
    answer.append("0\r\n").append(random.nextBoolean() ? "" : fields()).append(end());
  }

  private String fields() {
    StringBuilder fields = new StringBuilder();
    for (int i = random.nextInt(3); i > 0; i--) {
      String value = random.nextInt(8) == 0 ? "v".repeat(230 + random.nextInt(60)) : "v, w";
      fields.append(one(List.of("Server: ", "x-Y:", "Connection: "))).append(value).append(end());
    }
    return fields.toString();
  }

  /** Of few letters, so that what is looked for nearly is there. */
  private String body() {
    StringBuilder body = new StringBuilder();
    List<String> parts = List.of("a", "b", "ab", "aab", "abaab", id, id.substring(3), "0");
    for (int i = random.nextInt(8); i > 0; i--) {
      body.append(one(parts));
    }
    return body.toString();
  }

  private String end() {
    return random.nextInt(10) == 0 ? "\n" : "\r\n";
  }

  private String one(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  /** Where to cut a text of {@code length}: nowhere, somewhere, everywhere. */
  List<Integer> cuts(int length) {
    List<Integer> cuts = new ArrayList<>();
    int kind = random.nextInt(6);
    if (kind == 0 && length < 2_000) {
      for (int i = 1; i < length; i++) {
        cuts.add(i);
      }
    } else if (length > 0) {
      for (int i = 0; i < kind; i++) {
        cuts.add(random.nextInt(length));
      }
    }
    cuts.sort(Integer::compare);
    cuts.add(length);
    return cuts;
  }
}
