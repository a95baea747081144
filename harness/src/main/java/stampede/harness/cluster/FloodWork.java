package stampede.harness.cluster;

import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import stampede.cluster.Conversation;
import stampede.cluster.Work;
import stampede.cluster.WorkRefusedException;
import stampede.contract.History;
import stampede.harness.InterruptedRunException;
import stampede.harness.Interruption;
import stampede.harness.audit.MemberAudit;
import stampede.harness.experiment.Judgement;
import stampede.harness.experiment.Placement;
import stampede.harness.experiment.Window;
import stampede.harness.load.FloodOrder;
import stampede.harness.load.FloodPlan;
import stampede.harness.load.LoadGenerator;
import stampede.harness.observe.ListenQueue;
import stampede.harness.observe.Snapshot;
import stampede.linux.Clock;
import stampede.load.Target;
import stampede.server.StartException;
import stampede.server.UsageException;

/**
 * What an agent does when it is to flood: it does so with a load generator of its own, which stays
 * from run to run so that its JIT is warm, and audits its own history.
 */
public final class FloodWork implements Work {
  private static final long LOOK_NS = 20_000_000L;

  /** When this process is stopped, its load generator goes on for so long. */
  private static final long LEASE_NS = 4_000_000_000L;

  private static final long RENEW_NS = 500_000_000L;

  private final BitSet cpus;
  private final boolean ownCpus;
  private final AllowedTargets allowed;
  private Optional<LoadGenerator> generator = Optional.empty();
  private Optional<FloodOrder> order = Optional.empty();
  private Optional<History> history = Optional.empty();
  private Interruption interruption = new Interruption();
  private boolean busy;
  private boolean stopped;

  /**
   * What a command line says of it.
   *
   * @param networks outside this machine that it may flood
   * @throws UsageException with a message for people
   */
  public static FloodWork of(BitSet cpus, boolean ownCpus, List<String> networks) {
    try {
      return new FloodWork(
          cpus,
          ownCpus,
          new AllowedTargets(networks.stream().map(AllowedTargets.Network::parse).toList()));
    } catch (IllegalArgumentException wrong) {
      throw new UsageException("--allow-target: " + wrong.getMessage(), wrong);
    }
  }

  /**
   * The work of this machine.
   *
   * @param cpus where its load generator runs
   * @param ownCpus whether nothing else runs there
   */
  public FloodWork(BitSet cpus, boolean ownCpus, AllowedTargets allowed) {
    this.cpus = (BitSet) cpus.clone();
    this.ownCpus = ownCpus;
    this.allowed = allowed;
  }

  @Override
  public int capacity() {
    return cpus.cardinality();
  }

  @Override
  public String prepare(String text) {
    return busyWith(() -> madeReady(text));
  }

  private String madeReady(String text) {
    FloodOrder asked = FloodOrder.parse(text, cpus);
    MemberFacts.requireSameVersion(asked.version());
    Target target = Target.parse(asked.plan().target());
    allowed.require(target.address(), asked.plan().allowRemote());
    SelfCheck.require(asked.plan(), target);
    if (generator.isEmpty()) {
      generator = Optional.of(LoadGenerator.start(cpus, interruption));
    }
    order = Optional.of(asked);
    return MemberFacts.here(asked.plan().threads()).text();
  }

  @Override
  public String run(long atNs, Conversation controller) {
    return busyWith(() -> flooded(atNs, controller::tell));
  }

  private String flooded(long atNs, Consumer<Progress> progress) {
    FloodOrder asked = order.orElseThrow();
    FloodPlan plan = asked.plan().onCpusOfItsOwn(ownCpus).with("leaseNs", LEASE_NS);
    History kept = History.create(asked.run(), plan.threads(), plan.recordsPerThread());
    history = Optional.of(kept);
    LoadGenerator.Flood flood = generator.orElseThrow().begin(plan, kept, atNs);
    Happened happened = new Happened(kept, plan.seconds(atNs), progress);
    watch(flood, flood.windowStartNs(), happened);
    Snapshot begin = Snapshot.now(List.of(), List.of(), List.of());
    watch(flood, flood.windowEndNs(), happened);
    Snapshot end = Snapshot.now(List.of(), List.of(), List.of());
    watch(flood, Long.MAX_VALUE, happened);
    happened.end();
    Window window =
        new Window(
            begin,
            end,
            ListenQueue.of(Target.parse(plan.target()).address()),
            new Placement(new BitSet(), cpus));
    Judgement judgement = Judgement.ofMember(flood.result(), window, plan.threads());
    return new MemberReport(
            flood.told(), judgement, MemberReport.startLagNs(kept, plan.load(), atNs))
        .text();
  }

  private static void watch(LoadGenerator.Flood flood, long untilNs, Happened happened) {
    long renewNs = Clock.monotonicNs();
    for (long nowNs = Clock.monotonicNs(); nowNs < untilNs; nowNs = Clock.monotonicNs()) {
      if (nowNs >= renewNs) {
        flood.renew();
        renewNs = nowNs + RENEW_NS;
      }
      if (flood.awaitEnd(Math.min(LOOK_NS, untilNs - nowNs))) {
        return;
      }
      happened.look(Clock.monotonicNs());
    }
  }

  @Override
  public String audit(List<ByteBuffer> evidence) {
    return busyWith(
        () ->
            MemberAudit.of(
                history.orElseThrow(), ServiceRecords.of(order.orElseThrow().run(), evidence)));
  }

  /** Does a step that {@link #stop} may end. */
  private String busyWith(Supplier<String> step) {
    enter();
    try {
      return step.get();
    } catch (StartException | UsageException failed) {
      throw new WorkRefusedException(failed.getMessage(), failed);
    } finally {
      leave();
    }
  }

  private synchronized void enter() {
    if (stopped) {
      throw new InterruptedRunException();
    }
    busy = true;
  }

  private synchronized void leave() {
    busy = false;
  }

  /** A load generator that is idle is left as it is: the next run is to find it warm. */
  @Override
  public synchronized void stop() {
    stopped = true;
    if (busy) {
      interruption.request();
    }
  }

  @Override
  public void release() {
    history.ifPresent(History::close);
    history = Optional.empty();
    order = Optional.empty();
    if (interruption.isRequested()) {
      close();
    }
    again();
  }

  private synchronized void again() {
    stopped = false;
    interruption = interruption.isRequested() ? new Interruption() : interruption;
  }

  @Override
  public void close() {
    generator.ifPresent(LoadGenerator::close);
    generator = Optional.empty();
  }
}
