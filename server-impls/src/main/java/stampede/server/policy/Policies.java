package stampede.server.policy;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import stampede.contract.Scoreboard;
import stampede.contract.Units;
import stampede.server.Population;
import stampede.server.Settings;
import stampede.server.UsageException;
import stampede.server.strategy.Catalogue;

/**
 * Every population policy there is, and the settings it is chosen by. The defaults, and why:
 *
 * <ul>
 *   <li>{@code max}: 256 threads, as Apache's prefork has processes; 32 processes, for each is a
 *       JVM with a heap of its own.
 *   <li>{@code min} and {@code handlers}: 1, the fewest that serve; for spare, as many as are to be
 *       idle at least.
 *   <li>{@code tick}: 100ms, where Apache and php-fpm look once a second: a thread is there within
 *       milliseconds. 20ms for latency, which is twenty samples, the fewest that show a tail.
 *   <li>{@code spare-min}, {@code spare-max}: 5 and 10, Apache's, that results can be compared.
 *   <li>{@code grow-after}, {@code shrink-after}, {@code step}: 3, 10 and 1, uWSGI's.
 *   <li>{@code target}, {@code quantile}: 1ms for 0.99 of the requests.
 *   <li>{@code hold}: 1s, so that a fall in load is followed within three.
 *   <li>{@code start-cost}: 10ms for a thread, 500ms for a process, rather too long than too short.
 * </ul>
 */
public final class Policies {
  private static final long LEAST_TICK_NS = 5_000_000L;
  private static final long MOST_TICK_NS = 10_000_000_000L;
  private static final long MOST_LATENCY_TICK_NS = 100_000_000L;
  private static final long LEAST_TARGET_NS = 10_000L;
  private static final long LONGEST_NS = 60_000_000_000L;
  private static final int MOST_TICKS = 100_000;
  private static final int MOST_THREADS = 256;
  private static final int MOST_PROCESSES = 32;

  /** The settings of every policy but fixed. */
  private static final Set<String> BOUNDS = Set.of("min", "max");

  /** The settings of one policy only. */
  private static final Map<String, Set<String>> OWN =
      Map.of(
          "fixed", Set.of(),
          "directed", Set.of(),
          "spare", Set.of("spare-min", "spare-max"),
          "queue", Set.of("grow-after", "shrink-after", "step"),
          "latency", Set.of("target", "quantile", "hold", "start-cost"));

  /** The names of the policies, in the order of the documentation. */
  public static final List<String> NAMES =
      List.of("fixed", "directed", "spare", "queue", "latency");

  /** The settings every server of ours has for them, beside {@code handlers} and {@code as}. */
  public static final Set<String> KEYS = keys();

  private Policies() {}

  private static Set<String> keys() {
    Set<String> keys = new HashSet<>(Set.of("policy", "tick"));
    keys.addAll(BOUNDS);
    OWN.values().forEach(keys::addAll);
    return Set.copyOf(keys);
  }

  /**
   * Reads and checks the policy of one of our servers; the strategy must be in the catalogue.
   *
   * @throws UsageException with a message for people
   */
  public static PolicySettings of(Settings settings) {
    String kind = settings.text("policy", "fixed");
    if (!OWN.containsKey(kind)) {
      throw wrong(settings, "policy=" + kind + " must be one of " + String.join(", ", NAMES));
    }
    requireOwn(settings, kind);
    long mostTickNs = kind.equals("latency") ? MOST_LATENCY_TICK_NS : MOST_TICK_NS;
    String usualTick = kind.equals("latency") ? "20ms" : "100ms";
    long tickNs = durationNs(settings, "tick", usualTick, LEAST_TICK_NS, mostTickNs);
    int limit =
        Math.min(
            Catalogue.strategy(settings.name()).traits().maxHandlers(), Scoreboard.MAX_HANDLERS);
    PolicyRule rule = rule(settings, kind, tickNs);
    Bounds bounds = kind.equals("fixed") ? fixed(settings, limit) : bounds(settings, rule, limit);
    return new PolicySettings(
        rule, bounds.start(), bounds.least(), bounds.most(), bounds.unit(), tickNs);
  }

  private static void requireOwn(Settings settings, String kind) {
    for (String key : settings.values().keySet()) {
      boolean unbounded = kind.equals("fixed") && BOUNDS.contains(key);
      boolean others =
          OWN.values().stream().anyMatch(keys -> keys.contains(key))
              && !OWN.get(kind).contains(key);
      if (unbounded || others) {
        throw wrong(settings, key + "= is not for policy=" + kind + "; say policy=" + owners(key));
      }
    }
  }

  private static String owners(String key) {
    List<String> owners = NAMES.stream().filter(name -> OWN.get(name).contains(key)).toList();
    return owners.isEmpty() ? "directed, spare, queue or latency" : owners.getFirst();
  }

  private static PolicyRule rule(Settings settings, String kind, long tickNs) {
    return switch (kind) {
      case "spare" -> spare(settings);
      case "queue" ->
          new PolicyRule.Queue(
              settings.number("grow-after", 3, 1, MOST_TICKS),
              settings.number("shrink-after", 10, 1, MOST_TICKS),
              settings.number("step", 1, 1, Scoreboard.MAX_HANDLERS));
      case "latency" -> new PolicyRule.Latency(target(settings, tickNs));
      case "directed" -> PolicyRule.Standing.DIRECTED;
      default -> PolicyRule.Standing.FIXED;
    };
  }

  private static PolicyRule spare(Settings settings) {
    int least = settings.number("spare-min", 5, 1, Scoreboard.MAX_HANDLERS);
    int most = settings.number("spare-max", 2 * least, 1, Scoreboard.MAX_HANDLERS);
    if (most <= least) {
      throw wrong(settings, "spare-max=" + most + " is not more than spare-min=" + least);
    }
    return new PolicyRule.Spare(least, most);
  }

  private static LatencyTarget target(Settings settings, long tickNs) {
    String startCost = isProcesses(settings) ? "500ms" : "10ms";
    return new LatencyTarget(
        durationNs(settings, "target", "1ms", LEAST_TARGET_NS, LONGEST_NS),
        quantile(settings),
        durationNs(settings, "hold", "1s", tickNs, LONGEST_NS),
        durationNs(settings, "start-cost", startCost, 0, LONGEST_NS));
  }

  private static double quantile(Settings settings) {
    String text = settings.text("quantile", "0.99").strip();
    if (!text.matches("0\\.\\d{1,6}") || Double.parseDouble(text) < 0.5) {
      throw wrong(settings, "quantile=" + text + " is not between 0.5 and 0.999999");
    }
    return Double.parseDouble(text);
  }

  private static Bounds fixed(Settings settings, int limit) {
    int handlers =
        settings.number("handlers", Math.min(Population.DEFAULT_HANDLERS, limit), 1, limit);
    return new Bounds(handlers, handlers, handlers, 1);
  }

  private static Bounds bounds(Settings settings, PolicyRule rule, int limit) {
    int usualMost = Math.min(isProcesses(settings) ? MOST_PROCESSES : MOST_THREADS, limit);
    int most = settings.number("max", usualMost, 1, limit);
    int usualLeast = rule instanceof PolicyRule.Spare spare ? Math.min(spare.spareMin(), most) : 1;
    int least = settings.number("min", usualLeast, 1, limit);
    if (least > most) {
      throw wrong(settings, "min=" + least + " is more than max=" + most);
    }
    int start = settings.number("handlers", least, 1, limit);
    if (start < least || start > most) {
      throw wrong(
          settings, "handlers=" + start + " is not between min=" + least + " and max=" + most);
    }
    int unit = isProcesses(settings) ? settings.number("threads", 1, 1, most) : 1;
    int whole = Math.min(most, (start + unit - 1) / unit * unit);
    return new Bounds(whole, least, most, unit);
  }

  private static boolean isProcesses(Settings settings) {
    return Population.As.parse(settings.text("as", "threads")) == Population.As.PROCESSES;
  }

  private static long durationNs(
      Settings settings, String key, String usual, long least, long most) {
    long ns = settings.durationNs(key, usual);
    if (ns < least || ns > most) {
      throw wrong(
          settings,
          key
              + "="
              + settings.text(key, usual)
              + " is not between "
              + Units.duration(least)
              + " and "
              + Units.duration(most));
    }
    return ns;
  }

  private static UsageException wrong(Settings settings, String what) {
    return new UsageException(settings.name() + ": " + what);
  }
}
