package stampede.load;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import stampede.contract.Work;
import stampede.linux.NativeBuffer;

/**
 * The text of an HTTP request, with the places where each request's id and work go. What a request
 * asks of its handler is written as {@code work=000000500000ns} in the query, or where the path
 * says {@code {work}}; whether it is to be spun or slept is the server's affair. Immutable; {@link
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

  private HttpRequest(byte[] text, int[] idPlaces, int[] workPlaces) {
    this.text = text;
    this.idPlaces = idPlaces;
    this.workPlaces = workPlaces;
  }

  /** The request for a target. */
  static HttpRequest of(Target target, Work work) {
    String path = work.kind() == Work.Kind.NONE ? target.path() : withWork(target.path());
    String request =
        "GET "
            + path
            + " HTTP/1.1\r\nHost: "
            + target.host()
            + "\r\nUser-Agent: stampede\r\nConnection: close\r\n\r\n";
    return cut(request);
  }

  private static String withWork(String path) {
    if (path.contains(WORK)) {
      return path;
    }
    return path + (path.contains("?") ? "&" : "?") + "work=" + WORK;
  }

  private static HttpRequest cut(String request) {
    List<Integer> ids = new ArrayList<>();
    List<Integer> works = new ArrayList<>();
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
    return new HttpRequest(
        text.toString().getBytes(StandardCharsets.ISO_8859_1), places(ids), places(works));
  }

  private static int[] places(List<Integer> places) {
    return places.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Length of every request. */
  int sizeBytes() {
    return text.length;
  }

  /** Whether the id is asked for, so that the answer must hold it. */
  boolean namesId() {
    return idPlaces.length > 0;
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
