package stampede.load;

import java.io.File;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Intended starts as they stand in a file, faster or slower than they were recorded; after the last
 * there is nothing. Written {@code replay:FILE} or {@code replay:FILE@2x}, which takes half the
 * time. What the file holds is known only when it is {@linkplain #read read}, which is the load
 * generator's business. Immutable.
 *
 * @param file its path; a relative one is found from where the load generator runs
 * @param speed how many times as fast as recorded, more than 0, at most {@link #MOST_SPEED}
 */
public record Replay(String file, double speed) implements ArrivalSchedule.Open {
  /** The highest speed. */
  public static final double MOST_SPEED = 1e6;

  private static final double LEAST_SPEED = 1e-6;

  private static final Pattern WITH_SPEED = Pattern.compile("(.+)@(\\d{1,9}(?:\\.\\d{1,9})?)x");

  /** Checks the range. */
  public Replay {
    Ranges.require(!file.isEmpty(), "replay: name the file, as in replay:starts.csv");
    Ranges.require(
        speed >= LEAST_SPEED && speed <= MOST_SPEED,
        "a replay's speed must be between 0.000001x and 1000000x");
  }

  /** Reads what stands after {@code replay:}. */
  static Replay parse(String text) {
    Matcher matcher = WITH_SPEED.matcher(text);
    return matcher.matches()
        ? new Replay(matcher.group(1), Double.parseDouble(matcher.group(2)))
        : new Replay(text, 1);
  }

  /**
   * Makes sure that there is such a file, without reading it.
   *
   * @throws IllegalArgumentException with a message for people that names it
   */
  public void requireFile() {
    Ranges.require(new File(file).isFile(), "replay: there is no file '" + file + "'");
  }

  /**
   * Reads the file.
   *
   * @throws IllegalArgumentException with a message for people that names the file and the line
   */
  RecordedStarts read() {
    requireFile();
    return StartFile.read(file, speed);
  }

  /** Reads the file each time: who has several threads reads it once for all of them. */
  @Override
  public Arrivals forThread(int thread, int threads, long seed) {
    return read().forThread(thread, threads, seed);
  }

  @Override
  public String toString() {
    return "replay:" + file + (speed == 1 ? "" : String.format(Locale.ROOT, "@%sx", speed));
  }
}
