package stampede.load;

import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * The latencies of attempts, phase by phase, in nanoseconds, usually with three significant digits.
 * What is longer than {@link #MOST_NS} is recorded there and counted; nothing is left out. One
 * thread records; nothing allocates.
 */
final class Phases {
  /** The longest value told apart. */
  static final long MOST_NS = 60_000_000_000L;

  private static final int DIGITS = 3;

  /** What a latency is of. */
  enum Phase {
    /** From the connection's begin until it stood, or failed to; not of connections kept. */
    CONNECT(0),
    /** From then until the server says it accepted. */
    QUEUE(1),
    /** From accepted until the server says its work was done. */
    SERVICE(2),
    /** From the intended start until the end. */
    TOTAL(3),
    /** From the actual start until the end. */
    ACTUAL(4),
    /** From the intended start until the actual one. */
    LAG(5);

    private final int place;

    Phase(int place) {
      this.place = place;
    }

    /** Its name in messages. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private final Histogram[] histograms = new Histogram[Phase.values().length];
  private long clamped;

  Phases() {
    this(DIGITS);
  }

  Phases(int digits) {
    for (int i = 0; i < histograms.length; i++) {
      histograms[i] = new Histogram(MOST_NS, digits);
    }
  }

  /** Records a latency; below 0 counts as 0. */
  void record(Phase phase, long ns) {
    if (ns > MOST_NS) {
      clamped++;
    }
    histograms[phase.place].recordValue(Math.clamp(ns, 0, MOST_NS));
  }

  /** The histogram of a phase. */
  Histogram of(Phase phase) {
    return histograms[phase.place];
  }

  /** How many values were longer than can be told apart. */
  long clamped() {
    return clamped;
  }

  /** Adds what another thread recorded. */
  void add(Phases other) {
    for (int i = 0; i < histograms.length; i++) {
      histograms[i].add(other.histograms[i]);
    }
    clamped += other.clamped;
  }
}
