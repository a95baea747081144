package stampede.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of intended starts, one a line, never decreasing: seconds from the start of the flood,
 * {@code 0.00125}. Of a line with commas, semicolons or blanks only the first field counts, so that
 * tables serve as they are; a heading above them names the column, and the end of its name is the
 * unit: {@code atS}, {@code atMs}, {@code atUs}, {@code intendedNs}. Lines that are empty or begin
 * with {@code #} are passed over. What is finer than a nanosecond is cut off.
 */
final class StartFile {
  /** The most starts of one file: 160 MB of memory. */
  static final int MOST_STARTS = 20_000_000;

  private static final long LATEST_NS = 1000 * 3600 * 1_000_000_000L;
  private static final int LONGEST_FIELD = 64;
  private static final int NANO_DECIMALS = 9;
  private static final Pattern HEADING = Pattern.compile("[A-Za-z]*?(Ns|Us|Ms|S)");

  private final String name;
  private final byte[] field = new byte[LONGEST_FIELD];
  private final long[] startsNs;
  private int count;
  private int fieldLength;
  private boolean fieldOver;
  private boolean begun;
  private long line = 1;

  /** Decimals of the column's unit that make a nanosecond. */
  private int decimals = NANO_DECIMALS;

  private StartFile(String name, int lines) {
    this.name = name;
    this.startsNs = new long[lines];
  }

  /**
   * Reads a file.
   *
   * @throws IllegalArgumentException with a message for people that names the file and the line
   */
  static RecordedStarts read(String name, double speed) {
    try {
      Path file = Path.of(name);
      StartFile starts = new StartFile(name, lines(name, file));
      try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
        starts.read(in);
      }
      return new RecordedStarts(starts.startsNs, starts.count, speed);
    } catch (IOException | InvalidPathException unreadable) {
      throw new IllegalArgumentException(
          "replay: '" + name + "' cannot be read: " + unreadable.getMessage(), unreadable);
    }
  }

  private static int lines(String name, Path file) throws IOException {
    byte[] block = new byte[1 << 16];
    long lines = 1;
    try (InputStream in = Files.newInputStream(file)) {
      for (int length = in.read(block); length > 0; length = in.read(block)) {
        for (int i = 0; i < length; i++) {
          lines += block[i] == '\n' ? 1 : 0;
        }
        Ranges.require(
            lines <= MOST_STARTS + 1L,
            "replay: '" + name + "' has more than " + MOST_STARTS + " lines");
      }
    }
    return (int) lines;
  }

  private void read(InputStream in) throws IOException {
    for (int next = in.read(); next >= 0; next = in.read()) {
      if (next == '\n') {
        endLine();
      } else if (!fieldOver) {
        take(next);
      }
    }
    endLine();
    if (count == 0) {
      throw new IllegalArgumentException("replay: '" + name + "' holds no start");
    }
  }

  private void take(int next) {
    boolean blank = next == ' ' || next == '\t' || next == '\r';
    if (next == ',' || next == ';' || (blank && fieldLength > 0)) {
      fieldOver = true;
    } else if (!blank) {
      if (fieldLength == LONGEST_FIELD) {
        throw wrong("'" + text() + "...' is not a time");
      }
      field[fieldLength++] = (byte) next;
      fieldOver = field[0] == '#';
    }
  }

  private void endLine() {
    boolean empty = fieldLength == 0 && !fieldOver;
    boolean comment = fieldLength > 0 && field[0] == '#';
    if (!empty && !comment) {
      if (begun || !isHeading()) {
        add(timeNs());
      }
      begun = true;
    }
    line++;
    fieldLength = 0;
    fieldOver = false;
  }

  private boolean isHeading() {
    if (fieldLength == 0 || !Character.isLetter(field[0])) {
      return false;
    }
    Matcher matcher = HEADING.matcher(text());
    if (!matcher.matches()) {
      throw wrong("'" + text() + "' names no unit: write atS, atMs, atUs or atNs");
    }
    decimals =
        switch (matcher.group(1)) {
          case "Ns" -> 0;
          case "Us" -> 3;
          case "Ms" -> 6;
          default -> NANO_DECIMALS;
        };
    return true;
  }

  private void add(long startNs) {
    if (count > 0 && startNs < startsNs[count - 1]) {
      throw wrong("'" + text() + "' is before the start above it: sort the file");
    }
    if (count == startsNs.length) {
      throw wrong("somebody writes the file while it is read");
    }
    startsNs[count++] = startNs;
  }

  /** The field as a time, exactly. */
  private long timeNs() {
    long value = 0;
    int taken = -1;
    boolean digits = false;
    for (int i = 0; i < fieldLength; i++) {
      byte next = field[i];
      if (next == '.' && taken < 0) {
        taken = 0;
      } else {
        requireTime(next >= '0' && next <= '9');
        digits = true;
        if (taken < decimals) {
          value = 10 * value + next - '0';
          taken += taken < 0 ? 0 : 1;
        }
        requireTime(value <= LATEST_NS);
      }
    }
    requireTime(digits);
    for (int i = Math.max(0, taken); i < decimals; i++) {
      value *= 10;
      requireTime(value <= LATEST_NS);
    }
    return value;
  }

  private void requireTime(boolean holds) {
    if (!holds) {
      throw wrong("'" + text() + "' is not a time: write seconds from the start, such as 0.00125");
    }
  }

  private String text() {
    return new String(field, 0, fieldLength, ISO_8859_1);
  }

  private IllegalArgumentException wrong(String what) {
    return new IllegalArgumentException("replay: '" + name + "', line " + line + ": " + what);
  }
}
