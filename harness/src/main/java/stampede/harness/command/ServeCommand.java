package stampede.harness.command;

import java.util.BitSet;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import stampede.harness.ExitCode;
import stampede.harness.Interruption;
import stampede.harness.experiment.Placement;
import stampede.harness.observe.Machine;
import stampede.harness.server.RunningServer;
import stampede.harness.server.ServerDescription;
import stampede.harness.server.ServerUnderTest;
import stampede.harness.server.Servers;
import stampede.linux.Address;
import stampede.server.Settings;
import stampede.server.UsageException;

/** {@code stampede serve}: runs a server until told to stop. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = {
      "Runs a server until it is told to stop (Ctrl-C or SIGTERM); then it completes what" + " it",
      "has accepted and ends with 0."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  stampede serve epoll,as=processes,handlers=4 --listen 127.0.0.1:9000",
      "  stampede serve blocking,handlers=16 --listen unix:/tmp/blocking.sock --cpus 1"
    })
final class ServeCommand implements Callable<Integer> {
  private static final long LOOK_EVERY_NS = 20_000_000L;

  private final Interruption interruption;

  @Parameters(paramLabel = "SERVER", description = "NAME[,key=value...]; see stampede servers")
  private String server;

  @Option(
      names = "--listen",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1:0",
      description = "HOST:PORT, [IPV6]:PORT or unix:PATH (default: ${DEFAULT-VALUE}, a free port)")
  private String listen;

  @Option(names = "--cpus", paramLabel = "N", description = "how many CPUs it gets (default: all)")
  private Integer cpus;

  @Option(names = "--json", description = "say where it listens as one line of JSON")
  private boolean json;

  @Option(names = "--allow-remote", description = "listen at an address other machines can reach")
  private boolean allowRemote;

  ServeCommand(Interruption interruption) {
    this.interruption = interruption;
  }

  @Override
  public Integer call() {
    // nobody reads a ledger here, and a server that runs for days would fill it
    ServerUnderTest under = Servers.withoutLedger(Settings.parse(server));
    BitSet usable = Machine.cpus();
    BitSet chosen =
        Placement.of(usable, cpus == null ? usable.cardinality() : cpus, Optional.empty()).server();
    try (RunningServer running = under.start(address(), chosen, 0, interruption)) {
      announce(under, running);
      while (!interruption.isRequested() && running.isAlive()) {
        LockSupport.parkNanos(LOOK_EVERY_NS);
      }
      if (!interruption.isRequested()) {
        System.err.println("stampede: the server ended by itself; its processes are gone");
        return ExitCode.UNAVAILABLE.code();
      }
      boolean clean = running.stop();
      return (clean ? ExitCode.PASSED : ExitCode.SOFTWARE).code();
    }
  }

  private Address address() {
    Address address = OptionText.read("--listen", listen, Address::parse);
    if (!address.isLocal() && !allowRemote) {
      throw new UsageException(
          listen + " can be reached from other machines; say --allow-remote if that is wanted");
    }
    return address;
  }

  private void announce(ServerUnderTest under, RunningServer running) {
    if (json) {
      System.out.println(
          Json.object(
              "address",
              running.address().toString(),
              "target",
              running.target(),
              "pids",
              running.pids()));
    } else {
      System.out.println(under.description().spec() + " listens at " + running.address());
      System.out.println("  flood it: stampede load " + running.target());
      System.out.println(
          "  "
              + population(under.description())
              + ", ready in "
              + running.readyNs() / 1_000_000
              + " ms, processes "
              + running.pids());
    }
    System.out.flush();
  }

  private static String population(ServerDescription server) {
    return server.handlers()
        + (server.handlers() == 1 ? " handler" : " handlers")
        + " as "
        + server.as();
  }
}
