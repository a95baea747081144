package stampede.harness.experiment;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import stampede.harness.load.FloodResult;
import stampede.harness.load.MemberFlood;

/**
 * What the figures of a round are worth: whether they can be believed, and what held the throughput
 * back. Pure.
 *
 * @param invalidReasons why they cannot be believed; none when they can
 * @param limitedBy server, generator, schedule or unknown
 */
public record Judgement(List<String> invalidReasons, String limitedBy) {
  /** How far concurrency may be from throughput times latency. */
  private static final double LITTLE_TOLERANCE = 0.05;

  private static final double SATURATED_PERCENT = 95;
  private static final double IDLE_PERCENT = 90;

  /**
   * Judges a round.
   *
   * @param threads of the load generator
   * @param lostToFaults requests that got no answer because of faults that were asked for: they
   *     alone make no round invalid
   */
  public static Judgement of(FloodResult flood, Window window, int threads, long lostToFaults) {
    List<String> reasons = new ArrayList<>(reasons(flood, window, lostToFaults));
    if (flood.ok() < Believable.LEAST_ANSWERS) {
      reasons.add(
          "only "
              + flood.ok()
              + " requests were answered; "
              + Believable.LEAST_ANSWERS
              + " are needed");
    }
    if (isIdle(flood)) {
      reasons.add("nothing was due in the measured window");
    }
    return new Judgement(reasons, limitedBy(flood, window, threads));
  }

  /**
   * Judges what one of several load generators did. Whether anything was due, and answers enough
   * came, is asked of all of them together.
   *
   * @param threads its own
   */
  public static Judgement ofMember(FloodResult flood, Window window, int threads) {
    return new Judgement(reasons(flood, window, 0), limitedBy(flood, window, threads));
  }

  private static boolean isIdle(FloodResult flood) {
    return flood.offeredPerS().filter(offered -> offered == 0).isPresent();
  }

  /**
   * The same where several load generators flooded, and some say why theirs is not to be believed.
   */
  Judgement with(List<MemberFlood> members) {
    List<String> reasons = new ArrayList<>(invalidReasons);
    boolean held = false;
    for (MemberFlood member : members) {
      member.invalidReasons().forEach(why -> reasons.add("agent " + member.name() + ": " + why));
      held |= member.limitedBy().equals("generator");
    }
    return new Judgement(reasons, held ? "generator" : limitedBy);
  }

  private static List<String> reasons(FloodResult flood, Window window, long lostToFaults) {
    List<String> reasons = new ArrayList<>();
    if (flood.cancelled()) {
      reasons.add("cut short");
    }
    if (flood.clamped() > 0) {
      reasons.add(flood.clamped() + " latencies were too long to be told apart");
    }
    openLoad(flood, reasons);
    littlesLaw(flood, window.lengthS(), reasons);
    OutsideCauses.steal(window.stealPercent()).ifPresent(reasons::add);
    long lost = flood.failed() + flood.indeterminate() - lostToFaults;
    if (lost > 0) {
      reasons.add(
          lost
              + " requests were not answered: "
              + flood.errors()
              + flood.advice().map(advice -> "; " + advice).orElse(""));
    }
    return reasons;
  }

  private static void openLoad(FloodResult flood, List<String> reasons) {
    if (flood.offeredPerS().isEmpty() || isIdle(flood)) {
      return;
    }
    if (!begunInTime(flood)) {
      reasons.add(
          text("only %.1f%% of the offered load was begun", 100 * achievedShare(flood))
              + flood.surplus().words());
    }
    double lagMs = flood.latency("lag").getValueAtPercentile(99) / 1e6;
    if (lagMs > Believable.MOST_LAG_P99_MS) {
      reasons.add(
          text("requests began late: the schedule lag's p99 was %.1f ms", lagMs)
              + flood.surplus().words());
    }
  }

  /**
   * Concurrency equals throughput times latency, or something was not counted. Requests that
   * straddle an edge of the window count on one side of the equation only, so the tolerance grows
   * with the share of the window a slow request takes.
   */
  private static void littlesLaw(FloodResult flood, double windowS, List<String> reasons) {
    double expected = flood.endedPerS() * flood.meanLatencyNs() / 1e9;
    double edges = flood.latency("actual").getValueAtPercentile(99) / 1e9 / windowS;
    double tolerance = (LITTLE_TOLERANCE + edges) * flood.meanInFlight();
    if (flood.ok() >= Believable.LEAST_ANSWERS
        && flood.meanInFlight() >= 1
        && Math.abs(flood.meanInFlight() - expected) > tolerance) {
      reasons.add(
          text("Little's law does not hold: %.1f requests in flight", flood.meanInFlight())
              + text(", %.1f by throughput times latency", expected));
    }
  }

  private static String limitedBy(FloodResult flood, Window window, int threads) {
    OptionalDouble known = window.serverBusyPercent();
    double server = known.orElse(0);
    double generator = 100 * flood.threadCpuNs() / 1e9 / (threads * window.lengthS());
    if (generator >= SATURATED_PERCENT && server < IDLE_PERCENT) {
      return "generator";
    }
    if (flood.offeredPerS().isPresent() && server < SATURATED_PERCENT && begunInTime(flood)) {
      return "schedule";
    }
    boolean saturated = !window.placement().isShared() && server >= SATURATED_PERCENT;
    return saturated ? "server" : "unknown";
  }

  private static boolean begunInTime(FloodResult flood) {
    return achievedShare(flood) >= Believable.LEAST_ACHIEVED;
  }

  private static double achievedShare(FloodResult flood) {
    return flood.achievedPerS().orElse(0.0) / flood.offeredPerS().orElse(1.0);
  }

  private static String text(String format, double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
