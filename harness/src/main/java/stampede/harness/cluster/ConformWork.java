package stampede.harness.cluster;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stampede.cluster.Conversation;
import stampede.cluster.Work;
import stampede.cluster.WorkRefusedException;
import stampede.contract.ControlMessage;
import stampede.harness.InterruptedRunException;
import stampede.harness.Interruption;
import stampede.harness.conformance.Check;
import stampede.harness.conformance.Checked;
import stampede.harness.conformance.ConformancePlan;
import stampede.harness.conformance.KnownFailures;
import stampede.harness.conformance.Lanes;
import stampede.harness.conformance.Repeat;
import stampede.harness.server.ServerUnderTest;
import stampede.harness.server.Servers;
import stampede.server.Settings;
import stampede.server.StartException;
import stampede.server.UsageException;

/**
 * What an agent does when it is to check servers: each whole suite, server and load generator, in
 * lanes of this machine as {@code conform} has them, one server after another as the controller
 * hands them out.
 */
public final class ConformWork implements Work {
  /** Before the number of a server that cannot run here, in what is said of this machine. */
  static final String CANNOT = "cannot.";

  private final List<Check> all;
  private final boolean allowExec;
  private volatile Interruption interruption = new Interruption();
  private Optional<ConformancePlan> plan = Optional.empty();

  /**
   * The work of this machine.
   *
   * @param all every check there is
   * @param allowExec whether it runs any program that a controller names
   */
  public ConformWork(List<Check> all, boolean allowExec) {
    this.all = List.copyOf(all);
    this.allowExec = allowExec;
  }

  @Override
  public int capacity() {
    return Lanes.usual();
  }

  @Override
  public String prepare(String text) {
    try {
      ConformOrder order = ConformOrder.parse(text);
      MemberFacts.requireSameVersion(order.version());
      Map<Integer, String> cannot = new LinkedHashMap<>();
      plan = Optional.of(plan(order, servers(order, cannot)));
      ControlMessage facts = MemberFacts.here(1);
      for (Map.Entry<Integer, String> each : cannot.entrySet()) {
        facts = facts.with(CANNOT + each.getKey(), each.getValue());
      }
      return facts.text();
    } catch (StartException | IllegalArgumentException wrong) {
      throw new WorkRefusedException(wrong.getMessage(), wrong);
    }
  }

  private List<ServerUnderTest> servers(ConformOrder order, Map<Integer, String> cannot) {
    List<ServerUnderTest> servers = new ArrayList<>();
    for (String spec : order.servers()) {
      Settings settings = Settings.parse(spec);
      requireAllowed(settings);
      try {
        servers.add(Servers.of(settings));
      } catch (StartException notHere) {
        cannot.put(servers.size(), notHere.getMessage());
        servers.add(Servers.anywhere(settings));
      }
    }
    return servers;
  }

  /** Before anything is made of it: a description is a file of this machine. */
  private void requireAllowed(Settings settings) {
    if (Servers.runsAnyProgram(settings) && !allowExec) {
      throw new WorkRefusedException(
          settings.name()
              + " runs a program of the controller's choice here: start this agent with"
              + " --allow-exec if whoever has the key may do that");
    }
  }

  private ConformancePlan plan(ConformOrder order, List<ServerUnderTest> servers) {
    return new ConformancePlan(
        servers,
        true,
        List.of(),
        all,
        order.checks().stream().map(this::check).toList(),
        order.lanes().orElseGet(Lanes::usual),
        order.sharedNetwork(),
        order.effort(),
        order.seed(),
        false,
        KnownFailures.NONE,
        "",
        new Repeat(order.seed(), ""));
  }

  private Check check(String id) {
    return all.stream()
        .filter(each -> each.id().equals(id))
        .findFirst()
        .orElseThrow(() -> new WorkRefusedException("it has no check " + id));
  }

  @Override
  public String run(long atNs, Conversation controller) {
    ConformancePlan asked = plan.orElseThrow();
    Interruption until = interruption;
    HandedServers next = new HandedServers(asked.servers().size(), controller, until);
    try {
      Checked checked = new Lanes(asked, next, until, new ToldAudience(asked, controller)).run();
      until.check();
      return ControlMessage.of("checked")
          .with("lanes", checked.lanes().orElse(0))
          .with("network", checked.network())
          .text();
    } catch (InterruptedException ending) {
      Thread.currentThread().interrupt();
      throw new InterruptedRunException();
    } catch (UsageException | StartException failed) {
      throw new WorkRefusedException(failed.getMessage(), failed);
    }
  }

  /** Nothing is held against evidence: a suite is checked where its evidence is. */
  @Override
  public String audit(List<ByteBuffer> evidence) {
    throw new WorkRefusedException("what checks have found needs no audit");
  }

  @Override
  public void stop() {
    interruption.request();
  }

  @Override
  public void release() {
    plan = Optional.empty();
    interruption = new Interruption();
  }

  /** A run leaves nothing behind. */
  @Override
  public void close() {
    stop();
  }
}
