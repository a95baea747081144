package stampede.harness.command;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import stampede.harness.Interruption;
import stampede.harness.cluster.Gathering;
import stampede.harness.load.AgentFlooder;
import stampede.harness.load.Flooder;

/**
 * The options that let agents flood. Nothing of a cluster is loaded where none are asked for:
 * {@link Gathering} is the first that is.
 */
final class AgentsOptions {
  @Option(
      names = "--agents",
      paramLabel = "N|HOST,...",
      description =
          "let agents flood (stampede agent): so many that come, or one of each host (default: this"
              + " machine floods)")
  private String agents;

  @Mixin private MeetingOptions meeting;

  /** Whether agents are to flood. */
  boolean areWanted() {
    return agents != null;
  }

  /**
   * Waits for the agents.
   *
   * @param threadsEach load threads of each of them; as many as each has CPUs when it is not said
   */
  AgentFlooder gather(
      OptionalInt threadsEach, Interruption interruption, long seed, boolean quiet) {
    return Gathering.of(agents, meeting.join(), meeting.bind(), meeting.port(), meeting.key())
        .flooder(threadsEach, interruption, seed, quiet);
  }

  /** Where an experiment has its flood from, when it is not this machine. */
  static Optional<Supplier<Flooder>> of(Optional<AgentFlooder> gathered) {
    return gathered.map(flooder -> () -> flooder);
  }
}
