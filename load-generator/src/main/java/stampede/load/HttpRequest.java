package stampede.load;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import stampede.contract.Work;
import stampede.linux.NativeBuffer;

/**
 * The text of an HTTP request, with the places where each request's id and work go. What a request
 * asks of its handler is written as {@code work=000000500000ns} in the query, or where its texts
 * say {@code {work}}; whether it is to be spun or slept is the server's affair. Immutable; {@link
 * #fill} allocates nothing.
 */
final class HttpRequest {
  private static final String ID = "{id}";
  private static final String WORK = "{work}";
  private static final int ID_DIGITS = 16;
  private static final int WORK_DIGITS = 12;

  private final byte[] text;
  private final int[] idPlaces;
  private final int[] workPlaces;
  private final boolean namesId;

  private HttpRequest(String request, boolean namesId) {
    List<Integer> ids = new ArrayList<>();
    List<Integer> works = new ArrayList<>();
    this.text = filled(request, ids, works).getBytes(StandardCharsets.ISO_8859_1);
    this.idPlaces = places(ids);
    this.workPlaces = places(works);
    this.namesId = namesId;
  }

  /** The request for a target, GET. */
  static HttpRequest of(Target target, Work work) {
    return of(target, work, HttpOptions.DEFAULT);
  }

  /** The request for a target. */
  static HttpRequest of(Target target, Work work, HttpOptions options) {
    boolean asks = work.kind() != Work.Kind.NONE && !options.mentions(WORK);
    String path = asks ? withWork(target.path()) : target.path();
    StringBuilder request = new StringBuilder(options.method() + " " + path + " HTTP/1.1\r\n");
    field(request, "Host: " + target.host(), options);
    field(request, "User-Agent: stampede", options);
    options.headers().forEach(header -> request.append(bytes(header)).append("\r\n"));
    if (options.keepAlive() == 1) {
      request.append("Connection: close\r\n");
    }
    if (hasLength(options)) {
      int length = filled(options.body(), new ArrayList<>(), new ArrayList<>()).length();
      request.append("Content-Length: ").append(length).append("\r\n");
    }
    request.append("\r\n").append(options.body());
    return new HttpRequest(request.toString(), path.contains(ID));
  }

  /** A field of ours, unless it is replaced. */
  private static void field(StringBuilder request, String field, HttpOptions options) {
    String name = field.substring(0, field.indexOf(':') + 1).toLowerCase(Locale.ROOT);
    if (options.headers().stream().noneMatch(h -> h.toLowerCase(Locale.ROOT).startsWith(name))) {
      request.append(field).append("\r\n");
    }
  }

  /** UTF-8, as one character a byte. */
  private static String bytes(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
  }

  /** A body's length is said, and that it is empty where one was to be expected. */
  private static boolean hasLength(HttpOptions options) {
    return !options.body().isEmpty() || List.of("POST", "PUT", "PATCH").contains(options.method());
  }

  private static String withWork(String path) {
    if (path.contains(WORK)) {
      return path;
    }
    return path + (path.contains("?") ? "&" : "?") + "work=" + WORK;
  }

  /** The text with room for its values, whose places are added to those given. */
  private static String filled(String request, List<Integer> ids, List<Integer> works) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    while (at < request.length()) {
      if (request.startsWith(ID, at)) {
        ids.add(text.length());
        text.append("0".repeat(ID_DIGITS));
        at += ID.length();
      } else if (request.startsWith(WORK, at)) {
        works.add(text.length());
        text.append("0".repeat(WORK_DIGITS)).append("ns");
        at += WORK.length();
      } else {
        text.append(request.charAt(at++));
      }
    }
    return text.toString();
  }

  private static int[] places(List<Integer> places) {
    return places.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Length of every request. */
  int sizeBytes() {
    return text.length;
  }

  /** The memory each takes: whole cache lines. */
  int roomBytes() {
    return (text.length + 63) & ~63;
  }

  /** Whether the path asks for the id, so that the answer must hold it. */
  boolean namesId() {
    return namesId;
  }

  /** Writes the text without its values. */
  void write(NativeBuffer memory, long at) {
    memory.putBytes(at, text);
  }

  /** Writes the values of one request into a text already {@linkplain #write written}. */
  void fill(NativeBuffer memory, long at, long id, long workNs) {
    for (int place : idPlaces) {
      for (int digit = 0; digit < ID_DIGITS; digit++) {
        int value = (int) (id >>> (60 - 4 * digit)) & 0xf;
        memory.putByte(at + place + digit, (byte) (value < 10 ? '0' + value : 'a' - 10 + value));
      }
    }
    for (int place : workPlaces) {
      long rest = workNs;
      for (int digit = WORK_DIGITS - 1; digit >= 0; digit--) {
        memory.putByte(at + place + digit, (byte) ('0' + rest % 10));
        rest /= 10;
      }
    }
  }
}
