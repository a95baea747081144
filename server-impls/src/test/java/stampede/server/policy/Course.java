package stampede.server.policy;

import java.util.Arrays;
import java.util.stream.IntStream;

/** What came of a simulation: how many handlers were wanted, and how long requests waited. */
final class Course {
  private double[] acceptedNs = new double[1024];
  private double[] waitsNs = new double[1024];
  private int accepted;
  private double[] tickedNs = new double[1024];
  private int[] wanted = new int[1024];
  private int ticks;

  void accepted(double nowNs, double waitNs) {
    if (accepted == waitsNs.length) {
      acceptedNs = Arrays.copyOf(acceptedNs, 2 * accepted);
      waitsNs = Arrays.copyOf(waitsNs, 2 * accepted);
    }
    acceptedNs[accepted] = nowNs;
    waitsNs[accepted++] = waitNs;
  }

  void ticked(double nowNs, int handlers) {
    if (ticks == wanted.length) {
      tickedNs = Arrays.copyOf(tickedNs, 2 * ticks);
      wanted = Arrays.copyOf(wanted, 2 * ticks);
    }
    tickedNs[ticks] = nowNs;
    wanted[ticks++] = handlers;
  }

  /** Handlers wanted at each tick from one second to another. */
  int[] wanted(double fromS, double toS) {
    return IntStream.range(0, ticks)
        .filter(i -> tickedNs[i] >= fromS * 1e9 && tickedNs[i] < toS * 1e9)
        .map(i -> wanted[i])
        .toArray();
  }

  int most(double fromS, double toS) {
    return Arrays.stream(wanted(fromS, toS)).max().orElseThrow();
  }

  int least(double fromS, double toS) {
    return Arrays.stream(wanted(fromS, toS)).min().orElseThrow();
  }

  /** How often growing turned into shrinking or shrinking into growing. */
  int turns(double fromS, double toS) {
    int[] handlers = wanted(fromS, toS);
    int turns = 0;
    int direction = 0;
    for (int i = 1; i < handlers.length; i++) {
      int now = Integer.signum(handlers[i] - handlers[i - 1]);
      if (now != 0) {
        turns += direction != 0 && now != direction ? 1 : 0;
        direction = now;
      }
    }
    return turns;
  }

  /** How many requests were accepted from one second to another. */
  long acceptedBetween(double fromS, double toS) {
    return IntStream.range(0, accepted)
        .filter(i -> acceptedNs[i] >= fromS * 1e9 && acceptedNs[i] < toS * 1e9)
        .count();
  }

  /** The wait before accept that a share of the requests did not exceed, in nanoseconds. */
  double waitNs(double quantile, double fromS, double toS) {
    double[] waits =
        IntStream.range(0, accepted)
            .filter(i -> acceptedNs[i] >= fromS * 1e9 && acceptedNs[i] < toS * 1e9)
            .mapToDouble(i -> waitsNs[i])
            .sorted()
            .toArray();
    return waits[(int) Math.min(waits.length - 1L, (long) Math.ceil(quantile * waits.length))];
  }

  /** Handlers over time, a number a tenth of a second: what a person wants to see of a failure. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("handlers each 0.1 s:");
    double nextNs = 0;
    for (int i = 0; i < ticks; i++) {
      if (tickedNs[i] >= nextNs) {
        text.append(' ').append(wanted[i]);
        nextNs += 1e8;
      }
    }
    return text.toString();
  }
}
