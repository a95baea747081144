package stampede.harness.command;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import stampede.harness.ExitCode;
import stampede.harness.Interruption;
import stampede.harness.cluster.AgentHost;
import stampede.harness.cluster.AgentWork;
import stampede.harness.cluster.ConformWork;
import stampede.harness.cluster.FloodWork;
import stampede.harness.cluster.MeetingText;
import stampede.harness.conformance.Check;
import stampede.harness.observe.Machine;

/** {@code stampede agent}: floods, and checks servers, when a controller asks. */
@Command(
    name = "agent",
    mixinStandardHelpOptions = true,
    description = {
      "Waits for a controller (load, bench or conform with --agents), and floods from this"
          + " machine,",
      "or checks servers on it, when that asks, until it is told to stop (Ctrl-C or SIGTERM). It",
      "floods only its own machine unless --allow-target says more."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  stampede agent                                     one of several on this machine",
      "  stampede agent --join 10.0.0.1,10.0.0.2 --bind 10.0.0.2 --key cluster.key \\",
      "      --allow-target 10.0.1.0/24",
      "  stampede agent --join dns:stampede-agents --bind $POD_IP --key /etc/stampede/key \\",
      "      --allow-target 10.0.1.0/24",
      "A key: (umask 077; head -c 32 /dev/urandom | base64 > cluster.key)"
    })
final class AgentCommand implements Callable<Integer> {
  private final Interruption interruption;
  private final List<Check> checks;

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "what it is called in results (default: host name and process id)")
  private String name;

  @Option(
      names = "--allow-target",
      paramLabel = "CIDR,...",
      description =
          "networks outside this machine that it may flood; only with their owner's consent")
  private String allowTarget;

  @Option(
      names = "--allow-exec",
      description =
          "let conform start exec and @FILE servers here: whoever has the key may then run any"
              + " program as this user")
  private boolean allowExec;

  @Option(
      names = "--load-cpus",
      paramLabel = "LIST",
      description =
          "CPU ids of the load generator of floods, which then has them alone (default: all)")
  private String loadCpus;

  @Mixin private MeetingOptions meeting;

  AgentCommand(Interruption interruption, List<Check> checks) {
    this.interruption = interruption;
    this.checks = checks;
  }

  @Override
  public Integer call() {
    List<String> networks =
        allowTarget == null ? List.of() : Lists.words("--allow-target", allowTarget);
    AgentHost host =
        AgentHost.of(
            Optional.ofNullable(name),
            MeetingText.read(meeting.join(), meeting.bind(), meeting.port(), meeting.key()),
            new AgentWork(
                FloodWork.of(cpus(), loadCpus != null, networks),
                new ConformWork(checks, allowExec)));
    host.serve(interruption, line -> System.err.println("stampede: " + line));
    return ExitCode.PASSED.code();
  }

  private BitSet cpus() {
    BitSet usable = Machine.cpus();
    return loadCpus == null ? usable : FloodOptions.cpus(loadCpus, usable);
  }
}
