package stampede.load;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import stampede.contract.ControlMessage;

/**
 * How HTTP is spoken in a flood, beside its target. In texts of the request {@code {id}} and {@code
 * {work}} stand for those of each request. Immutable.
 *
 * @param method such as GET
 * @param headers fields of ours aside, each {@code Name: value}
 * @param body one character a byte; empty for none
 * @param expectedStatus which statuses complete a request
 * @param expectedBody what the body of an answer must hold; empty for nothing
 * @param keepAlive how many requests one connection carries at most, 0 for any number; with 1 the
 *     server is told to close
 */
public record HttpOptions(
    String method,
    List<String> headers,
    String body,
    ExpectedStatus expectedStatus,
    String expectedBody,
    int keepAlive) {
  /** The longest body of a request. */
  public static final int MAX_BODY_BYTES = 1 << 20;

  /** The longest body that a message carries; a longer one it names by its file. */
  public static final int MAX_BODY_TEXT_BYTES = 16 * 1024;

  /** GET, one request a connection, 200. */
  public static final HttpOptions DEFAULT =
      new HttpOptions("GET", List.of(), "", ExpectedStatus.OK, "", 1);

  /** The most requests that one connection may be said to carry. */
  public static final int MAX_KEEP_ALIVE = 1_000_000_000;

  private static final int MAX_METHOD_CHARS = 32;
  private static final int MAX_HEADERS = 64;
  private static final int MAX_HEADERS_CHARS = 16 * 1024;
  private static final int MAX_EXPECTED_BYTES = 4096;
  private static final List<String> OURS =
      List.of("content-length", "transfer-encoding", "connection");
  private static final List<String> REPEATABLE =
      List.of("GET", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE");

  /** Copies the headers. */
  public HttpOptions {
    headers = List.copyOf(headers);
  }

  /**
   * Reads the values {@code method}, {@code headers} (a line each), {@code body} or {@code
   * bodyFile}, {@code expectStatus}, {@code expectBody} and {@code keepAlive} of a message.
   *
   * @throws IllegalArgumentException with a message for people
   */
  static HttpOptions of(ControlMessage message) {
    String headers = message.value("headers").orElse("");
    HttpOptions options =
        new HttpOptions(
            method(message.value("method").orElse(DEFAULT.method)),
            headers(headers.isEmpty() ? List.of() : List.of(headers.split("\n", -1))),
            message
                .value("bodyFile")
                .map(RequestBody::ofFile)
                .orElseGet(() -> RequestBody.ofText(message.value("body").orElse(""))),
            ExpectedStatus.parse(message.value("expectStatus").orElse("200")),
            expectedBody(message.value("expectBody").orElse("")),
            keepAlive(message.value("keepAlive").orElse("1")));
    if (options.isHead() && !options.expectedBody.isEmpty()) {
      throw new IllegalArgumentException("answers to HEAD have no body that could hold a text");
    }
    return options;
  }

  /**
   * Checks a method.
   *
   * @throws IllegalArgumentException with a message for people
   */
  public static String method(String text) {
    boolean token = !text.isEmpty() && text.chars().allMatch(HttpLine::isTokenChar);
    if (!token || text.length() > MAX_METHOD_CHARS || text.equals("CONNECT")) {
      throw new IllegalArgumentException(
          "'" + text + "' is not a method a flood can use: write one such as GET or POST");
    }
    return text;
  }

  /**
   * Checks fields.
   *
   * @throws IllegalArgumentException with a message for people
   */
  public static List<String> headers(List<String> fields) {
    fields.forEach(HttpOptions::header);
    int chars = fields.stream().mapToInt(String::length).sum();
    if (fields.size() > MAX_HEADERS || chars > MAX_HEADERS_CHARS) {
      throw new IllegalArgumentException(
          "at most "
              + MAX_HEADERS
              + " headers of "
              + MAX_HEADERS_CHARS
              + " characters together, not "
              + fields.size()
              + " of "
              + chars);
    }
    return fields;
  }

  private static void header(String field) {
    int colon = field.indexOf(':');
    boolean named = colon > 0 && field.chars().limit(colon).allMatch(HttpLine::isTokenChar);
    if (!named || !field.chars().skip(colon).allMatch(c -> c == '\t' || (c >= ' ' && c != 127))) {
      throw new IllegalArgumentException(
          "'" + field + "' is not a header: write 'Name: value', on one line");
    }
    String name = field.substring(0, colon).toLowerCase(Locale.ROOT);
    if (OURS.contains(name)) {
      throw new IllegalArgumentException(
          "the header "
              + field.substring(0, colon)
              + " is for the load generator to write"
              + (name.equals("connection") ? ": see --keep-alive" : ""));
    }
  }

  /**
   * Checks what a body must hold.
   *
   * @throws IllegalArgumentException with a message for people
   */
  public static String expectedBody(String text) {
    if (text.getBytes(StandardCharsets.UTF_8).length > MAX_EXPECTED_BYTES) {
      throw new IllegalArgumentException(
          "what a body must hold is at most " + MAX_EXPECTED_BYTES + " bytes long");
    }
    return text;
  }

  /**
   * Reads how many requests a connection carries.
   *
   * @throws IllegalArgumentException with a message for people
   */
  public static int keepAlive(String text) {
    if (!text.matches("\\d{1,10}") || Long.parseLong(text) > MAX_KEEP_ALIVE) {
      throw new IllegalArgumentException(
          "'"
              + text
              + "' is not a number of requests per connection: write 1 to "
              + MAX_KEEP_ALIVE
              + ", or 0 for no end");
    }
    return Integer.parseInt(text);
  }

  /** Whether answers have no body. */
  boolean isHead() {
    return method.equals("HEAD");
  }

  /** Whether doing a request twice is doing it once (RFC 9110, section 9.2.2). */
  boolean isRepeatable() {
    return REPEATABLE.contains(method);
  }

  /** Whether one of the texts holds {@code placeholder}. */
  boolean mentions(String placeholder) {
    return body.contains(placeholder) || headers.stream().anyMatch(h -> h.contains(placeholder));
  }
}
