package stampede.harness.command;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import stampede.harness.Interruption;
import stampede.harness.cluster.Gathering;
import stampede.harness.conformance.Audience;
import stampede.harness.conformance.Checking;
import stampede.harness.conformance.ConformancePlan;
import stampede.harness.conformance.Lanes;
import stampede.harness.experiment.Experiment;
import stampede.harness.load.AgentFlooder;
import stampede.harness.load.Flooder;

/**
 * The options that let agents do the work. Nothing of a cluster is loaded where none are asked for:
 * {@link Gathering} is the first that is, and no method is declared to have one, for picocli looks
 * at what methods are declared to have.
 */
final class AgentsOptions {
  @Option(
      names = "--agents",
      paramLabel = "N|HOST,...",
      description =
          "let agents do it (stampede agent): so many that come, or one of each host (default: this"
              + " machine does)")
  private String agents;

  @Mixin private MeetingOptions meeting;

  /** Whether agents are to do it. */
  boolean areWanted() {
    return agents != null;
  }

  /**
   * Waits for the agents; empty when none are to flood.
   *
   * @param threadsEach load threads of each of them; as many as each has CPUs when it is not said
   */
  Optional<AgentFlooder> gather(
      OptionalInt threadsEach, Interruption interruption, SharedOptions shared) {
    return areWanted()
        ? Optional.of(
            Gathering.of(agents, meeting.join(), meeting.bind(), meeting.port(), meeting.key())
                .flooder(threadsEach, interruption, shared.seed(), shared.quiet()))
        : Optional.empty();
  }

  /**
   * Who checks the servers of a plan: the agents, or lanes of this machine.
   *
   * @param lanes that were asked for; as many as is usual where they are when it is not said
   */
  Checking checking(
      ConformancePlan plan,
      OptionalInt lanes,
      Interruption interruption,
      Audience audience,
      boolean quiet) {
    return areWanted()
        ? Gathering.of(agents, meeting.join(), meeting.bind(), meeting.port(), meeting.key())
            .checking(plan, lanes, interruption, audience, quiet)
        : new Lanes(plan, interruption, audience);
  }

  /** What floods in an experiment: the agents that were gathered, or else this machine. */
  static Supplier<Flooder> flooder(Optional<AgentFlooder> gathered, Interruption interruption) {
    return gathered
        .<Supplier<Flooder>>map(agents -> () -> agents)
        .orElseGet(() -> Experiment.thisMachine(interruption));
  }
}
