package stampede.load;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * What an HTTP/1.x answer means, read slowly and plainly from all of its bytes at once: the opinion
 * that {@link HttpExchange} is held to. One object reads one text.
 */
final class ReferenceHttp {
  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
  private static final int MOST_SEEN = 256;
  private static final int MOST_OF_A_PART = 64 * 1024;

  /**
   * An answer as far as it has come.
   *
   * @param verdict as {@link Protocol} has it, of {@code MORE} what came
   * @param body what has come of it
   * @param keepsOpen whether the connection could carry another request, once complete
   */
  record Answer(int verdict, String body, boolean keepsOpen) {}

  /** Reading has come to an end, with a verdict. */
  private static final class End extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final int verdict;

    End(int verdict) {
      super(null, null, false, false);
      this.verdict = verdict;
    }
  }

  /** One line without its end. */
  private record Line(String text, boolean endsWithReturn) {}

  private final String text;
  private final boolean ended;
  private final boolean ofHead;
  private final List<Integer> expected;
  private final StringBuilder body = new StringBuilder();
  private int at;
  private int partFrom;
  private int status;
  private boolean versionOne;
  private boolean keepsOpen;
  private boolean bodiless;

  private ReferenceHttp(String text, boolean ended, boolean ofHead, List<Integer> expected) {
    this.text = text;
    this.ended = ended;
    this.ofHead = ofHead;
    this.expected = expected;
  }

  /** Reads {@code text}, which is the whole stream if it has {@code ended}. */
  static Answer read(
      String text, boolean ended, boolean ofHead, List<Integer> expected, String id, String holds) {
    ReferenceHttp reading = new ReferenceHttp(text, ended, ofHead, expected);
    int verdict;
    try {
      reading.answer();
      verdict = Protocol.COMPLETE;
    } catch (End end) {
      verdict = end.verdict;
    }
    String body = reading.body.toString();
    boolean idHeld = reading.bodiless || body.toLowerCase(Locale.ROOT).contains(id);
    if (verdict == Protocol.COMPLETE && !(idHeld && body.contains(holds))) {
      verdict = AttemptError.WRONG_ANSWER;
    }
    return new Answer(verdict, body, reading.keepsOpen);
  }

  private void answer() {
    List<String> fields = head();
    for (int interims = 1; status < 200 && status != 101; interims++) {
      require(interims <= 16);
      fields = head();
    }
    OptionalLong length = length(fields);
    List<String> codings = elements(fields, "transfer-encoding");
    boolean coded = fields.stream().anyMatch(field -> isNamed(field, "transfer-encoding"));
    require(!coded || (length.isEmpty() && versionOne));
    keepsOpen = versionOne && !elements(fields, "connection").contains("close");
    bodiless = ofHead || status == 204 || status == 304;
    if (bodiless) {
      done();
    } else if (coded && !codings.isEmpty() && codings.getLast().equals("chunked")) {
      chunks();
    } else if (length.isPresent() && !coded) {
      take(length.getAsLong());
      done();
    } else {
      keepsOpen = false;
      body.append(text.substring(at));
      if (!ended) {
        throw new End(Protocol.MORE);
      }
    }
  }

  private List<String> head() {
    statusLine(line());
    return fields();
  }

  private void statusLine(Line line) {
    require(
        line.text().length() <= MOST_SEEN && line.text().matches("(?s)HTTP/1\\.\\d \\d{3}( .*)?"));
    status = Integer.parseInt(line.text().substring(9, 12));
    require(status >= 100 && status <= 599);
    versionOne = line.text().charAt(7) != '0';
    if ((status >= 200 || status == 101) && !expected.contains(status)) {
      throw new End(AttemptError.HTTP_STATUS + status);
    }
  }

  private List<String> fields() {
    List<String> fields = new ArrayList<>();
    for (String field = line().text(); !field.isEmpty(); field = line().text()) {
      require(field.matches("(?s)" + TOKEN + ":.*") && field.indexOf(':') < MOST_SEEN);
      boolean frames =
          isNamed(field, "content-length")
              || isNamed(field, "transfer-encoding")
              || isNamed(field, "connection");
      require(!frames || field.length() <= MOST_SEEN);
      fields.add(field);
      if (isNamed(field, "content-length")) {
        // one that contradicts those before is wrong at once, whatever comes later
        length(fields);
      }
    }
    return fields;
  }

  private static boolean isNamed(String field, String name) {
    return field.toLowerCase(Locale.ROOT).startsWith(name + ":");
  }

  /** All that the fields of a name list, in lower case, empty elements left out. */
  private static List<String> elements(List<String> fields, String name) {
    return fields.stream()
        .filter(field -> isNamed(field, name))
        .flatMap(field -> List.of(field.substring(name.length() + 1).split(",", -1)).stream())
        .map(ReferenceHttp::trimmed)
        .map(element -> element.toLowerCase(Locale.ROOT))
        .filter(element -> !element.isEmpty())
        .toList();
  }

  private static String trimmed(String element) {
    return element.replaceAll("^[ \t]+|[ \t]+$", "");
  }

  private static OptionalLong length(List<String> fields) {
    OptionalLong length = OptionalLong.empty();
    for (String field : fields) {
      if (!isNamed(field, "content-length")) {
        continue;
      }
      for (String element : field.substring("content-length:".length()).split(",", -1)) {
        require(trimmed(element).matches("[0-9]{1,18}"));
        long value = Long.parseLong(trimmed(element));
        require(length.isEmpty() || length.getAsLong() == value);
        length = OptionalLong.of(value);
      }
    }
    return length;
  }

  private void chunks() {
    while (true) {
      Line line = line();
      require(line.endsWithReturn() && line.text().length() <= MOST_SEEN);
      require(line.text().matches("(?s)[0-9a-fA-F]{1,15}[ \t]*(;.*)?"));
      long size = Long.parseLong(line.text().split("[ \t;]", 2)[0], 16);
      partFrom = at;
      if (size == 0) {
        break;
      }
      take(size);
      Line end = chunkEnd();
      require(end.endsWithReturn() && end.text().isEmpty());
    }
    for (String field = line().text(); !field.isEmpty(); field = line().text()) {
      require(field.matches("(?s)" + TOKEN + ":.*") && field.indexOf(':') < MOST_SEEN);
    }
    done();
  }

  /** Bytes of the chunk itself are no bytes of lines. */
  private Line chunkEnd() {
    partFrom = at;
    return line();
  }

  private void take(long count) {
    int to = (int) Math.min(text.length(), at + count);
    body.append(text, at, to);
    long missing = count - (to - at);
    at = to;
    if (missing > 0) {
      throw incomplete();
    }
  }

  private Line line() {
    int newline = text.indexOf('\n', at);
    String come = text.substring(at, newline < 0 ? text.length() : newline + 1);
    require(come.indexOf('\0') < 0 && !come.matches("(?s).*\r[^\n].*"));
    require(at + come.length() - partFrom <= MOST_OF_A_PART);
    if (newline < 0) {
      throw incomplete();
    }
    at = newline + 1;
    boolean endsWithReturn = come.endsWith("\r\n");
    return new Line(come.substring(0, come.length() - (endsWithReturn ? 2 : 1)), endsWithReturn);
  }

  /** The answer is whole: nothing may follow. */
  private void done() {
    if (at < text.length()) {
      throw new End(AttemptError.TOO_MUCH);
    }
  }

  private End incomplete() {
    return new End(ended ? AttemptError.END_OF_STREAM : Protocol.MORE);
  }

  private static void require(boolean holds) {
    if (!holds) {
      throw new End(AttemptError.HTTP_MALFORMED);
    }
  }
}
