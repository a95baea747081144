package stampede.harness.preset;

import java.util.List;
import java.util.Map;

/**
 * One queue for all handlers against a queue for each, once with heavy work and once with none.
 * Published figures contradict each other on which is better; the work of a request decides.
 *
 * <p>The heavy work sleeps for exponentially distributed times and keeps the handlers busy for 0.8
 * of their time, so that CPUs do not matter and queueing theory says what to expect. Both servers
 * block in accept, so nothing but the queue tells them apart.
 */
final class SharedOrSplit implements Preset {
  private static final double UTILISATION = 0.8;
  private static final double MEAN_WORK_S = 0.005;

  @Override
  public String name() {
    return "shared-or-split";
  }

  @Override
  public String question() {
    return "is one queue for all handlers better than a queue for each, and when?";
  }

  @Override
  public Map<String, String> options() {
    return Map.of(
        "strategies", "blocking,reuseport",
        "as", "threads",
        "handlers", "8",
        "cpus", "1",
        "warmup", "2s",
        "duration", "10s",
        "rounds", "3");
  }

  @Override
  public List<Flooding> floods(int handlers) {
    long ratePerS = Math.round(UTILISATION * handlers / MEAN_WORK_S);
    return List.of(
        new Flooding("poisson:" + ratePerS + "/s", "exp-sleep:5ms"),
        new Flooding("constant:4000/s", "none"));
  }
}
