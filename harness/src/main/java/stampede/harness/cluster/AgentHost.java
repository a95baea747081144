package stampede.harness.cluster;

import java.util.Optional;
import java.util.function.Consumer;
import stampede.cluster.Agent;
import stampede.cluster.ClusterException;
import stampede.cluster.Deadlines;
import stampede.cluster.Meeting;
import stampede.cluster.Membership;
import stampede.cluster.Work;
import stampede.harness.Interruption;
import stampede.linux.ThisProcess;
import stampede.server.StartException;
import stampede.server.UsageException;

/**
 * One agent of this machine.
 *
 * @param name what it is called
 * @param meeting where it meets others
 * @param work what it does
 */
public record AgentHost(String name, Meeting meeting, Work work) {
  private static final int NAME_CHARACTERS = 100;

  /**
   * Reads what a command line says.
   *
   * @throws UsageException with a message for people
   */
  public static AgentHost of(Optional<String> name, Meeting meeting, AgentWork work) {
    String called = name.orElseGet(AgentHost::usualName);
    if (called.isBlank() || called.length() > NAME_CHARACTERS) {
      throw new UsageException("--name must have 1 to " + NAME_CHARACTERS + " characters");
    }
    return new AgentHost(called, meeting, work);
  }

  private static String usualName() {
    String host = Optional.ofNullable(System.getenv("HOSTNAME")).orElse("");
    return (host.isBlank() ? "agent" : host) + "-" + ThisProcess.pid();
  }

  /**
   * Serves until the user ends it.
   *
   * @param log is told in a line what it does
   * @throws StartException when it cannot be a member, or is one no more
   */
  public void serve(Interruption interruption, Consumer<String> log) {
    try (Membership membership = Membership.join(meeting, "agent " + name);
        Agent agent = new Agent(membership, name, work, Deadlines.usual(), log)) {
      log.accept("agent " + name + " waits for a controller");
      agent.serve(interruption::isRequested);
    } catch (ClusterException failed) {
      throw new StartException(failed.getMessage(), failed);
    }
  }
}
