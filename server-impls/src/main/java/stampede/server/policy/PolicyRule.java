package stampede.server.policy;

import static stampede.contract.Units.duration;

import java.util.Locale;

/** Which policy, with what only that policy has. */
public sealed interface PolicyRule {
  /** As it is written in settings. */
  String kind();

  /** A policy that has seen nothing yet. */
  PopulationPolicy policy(Bounds bounds);

  /** As many as there are, until somebody says otherwise. */
  enum Standing implements PolicyRule {
    /** Nobody can: as many as were asked for. */
    FIXED,
    /** Whoever directs the server can. */
    DIRECTED;

    @Override
    public String kind() {
      return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public PopulationPolicy policy(Bounds bounds) {
      return new FixedPolicy(bounds.start());
    }

    @Override
    public String toString() {
      return "";
    }
  }

  /** Some handlers idle. */
  record Spare(int spareMin, int spareMax) implements PolicyRule {
    @Override
    public String kind() {
      return "spare";
    }

    @Override
    public PopulationPolicy policy(Bounds bounds) {
      return new SparePolicy(bounds, spareMin, spareMax);
    }

    @Override
    public String toString() {
      return ", " + spareMin + " to " + spareMax + " of them idle";
    }
  }

  /** More when requests wait, fewer when none does. */
  record Queue(int growAfter, int shrinkAfter, int step) implements PolicyRule {
    @Override
    public String kind() {
      return "queue";
    }

    @Override
    public PopulationPolicy policy(Bounds bounds) {
      return new QueuePolicy(bounds, growAfter, shrinkAfter, step);
    }

    @Override
    public String toString() {
      return ", "
          + step
          + " more after "
          + growAfter
          + " ticks of waiting, "
          + step
          + " fewer after "
          + shrinkAfter
          + " idle ticks";
    }
  }

  /** The fewest that keep the wait under a target. */
  record Latency(LatencyTarget target) implements PolicyRule {
    @Override
    public String kind() {
      return "latency";
    }

    @Override
    public PopulationPolicy policy(Bounds bounds) {
      return new LatencyPolicy(bounds, target);
    }

    @Override
    public String toString() {
      return ", "
          + target.quantile()
          + " of the requests to wait at most "
          + duration(target.waitNs())
          + ", hold "
          + duration(target.holdNs())
          + ", start-up "
          + duration(target.startCostNs());
    }
  }
}
