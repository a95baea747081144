package stampede.harness.cluster;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import stampede.cluster.ClusterException;
import stampede.cluster.Meeting;
import stampede.cluster.Membership;
import stampede.cluster.Roll;
import stampede.harness.Interruption;
import stampede.harness.conformance.Audience;
import stampede.harness.conformance.Checking;
import stampede.harness.conformance.ConformancePlan;
import stampede.harness.load.AgentFlooder;
import stampede.linux.ThisProcess;
import stampede.server.StartException;
import stampede.server.UsageException;

/**
 * Where a controller meets its agents, and how many it waits for.
 *
 * @param meeting where
 * @param count how many
 */
public record Gathering(Meeting meeting, int count) {
  private static final int MOST_AGENTS = 256;
  private static final long WITHIN_NS = 30_000_000_000L;

  /**
   * Reads {@code --agents}: a number of agents, or their hosts, which are then where members meet.
   *
   * @throws UsageException with a message for people
   */
  public static Gathering of(
      String agents, Optional<String> join, String bind, int port, Optional<Path> key) {
    boolean isNumber = agents.matches("\\d{1,9}");
    if (!isNumber && join.isPresent()) {
      throw new UsageException("--agents " + agents + " names hosts already; leave out --join");
    }
    int count = isNumber ? Integer.parseInt(agents) : agents.split(",", -1).length;
    if (count < 1 || count > MOST_AGENTS) {
      throw new UsageException("--agents " + agents + " is not between 1 and " + MOST_AGENTS);
    }
    Optional<String> where = isNumber ? join : Optional.of(agents);
    return new Gathering(MeetingText.read(where, bind, port, key), count);
  }

  /**
   * Waits for the agents, and has them ready to flood.
   *
   * @throws StartException when they do not come
   */
  public AgentFlooder flooder(
      OptionalInt threadsEach, Interruption interruption, long seed, boolean quiet) {
    Gathered gathered = gathered(interruption, quiet);
    return new ClusterFlooder(
        gathered.membership(), gathered.agents(), threadsEach, interruption, seed);
  }

  /**
   * Has the servers of a plan checked by the agents, for which it waits when that begins.
   *
   * @param lanes of each agent; as many as is usual at each when it is not said
   */
  public Checking checking(
      ConformancePlan plan,
      OptionalInt lanes,
      Interruption interruption,
      Audience audience,
      boolean quiet) {
    return () ->
        new ClusterChecking(plan, lanes, gathered(interruption, quiet), interruption, audience)
            .run();
  }

  /**
   * Those who have come.
   *
   * @param membership that whoever has this closes
   * @param agents at least one
   */
  record Gathered(Membership membership, List<Roll.Present> agents) {}

  private Gathered gathered(Interruption interruption, boolean quiet) {
    if (!quiet) {
      System.err.println("waiting for " + count + (count == 1 ? " agent" : " agents"));
    }
    try {
      Membership membership = Membership.join(meeting, "controller " + ThisProcess.pid());
      return new Gathered(membership, present(membership, interruption));
    } catch (ClusterException failed) {
      throw new StartException(failed.getMessage(), failed);
    }
  }

  private List<Roll.Present> present(Membership membership, Interruption interruption) {
    try {
      Runnable check =
          () -> {
            interruption.check();
            membership.requireNoRefusal();
          };
      return new Roll(membership).await(count, WITHIN_NS, check).subList(0, count);
    } catch (RuntimeException failed) {
      membership.close();
      throw failed;
    }
  }
}
