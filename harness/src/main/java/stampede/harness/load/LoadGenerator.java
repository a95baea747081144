package stampede.harness.load;

import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import stampede.contract.ControlMessage;
import stampede.contract.History;
import stampede.contract.Scoreboard;
import stampede.harness.Directed;
import stampede.harness.Interruption;
import stampede.linux.Clock;
import stampede.linux.Errno;
import stampede.load.ArrivalSchedule;
import stampede.load.LoadMain;
import stampede.load.Replay;
import stampede.server.JavaCommand;
import stampede.server.StartException;
import stampede.server.UsageException;

/**
 * The load generator's process. One serves a whole experiment, so that its JIT stays warm; floods
 * run one at a time. One thread uses it.
 */
public final class LoadGenerator implements Flooder {
  private static final long SETTLE_NS = 100_000_000L;

  /** The first flood of a process waits for its classes to be loaded and its calls to be linked. */
  private static final long FIRST_SETTLE_NS = 600_000_000L;

  private static final long DRAIN_SLACK_NS = 10_000_000_000L;
  private static final String HEAP = "512m";

  private final Directed process;
  private final Interruption interruption;
  private long settleNs = FIRST_SETTLE_NS;

  private LoadGenerator(Directed process, Interruption interruption) {
    this.process = process;
    this.interruption = interruption;
  }

  /** Starts the process on {@code cpus} and waits until it is ready. */
  public static LoadGenerator start(BitSet cpus, Interruption interruption) {
    Directed process = Directed.start("the load generator", command(), cpus, interruption);
    try {
      process.await(Clock.monotonicNs() + DRAIN_SLACK_NS, interruption);
      return new LoadGenerator(process, interruption);
    } catch (RuntimeException failure) {
      process.close();
      throw failure;
    }
  }

  /** What starts the process, before what only {@link #start} knows. */
  public static JavaCommand command() {
    return JavaCommand.of(
        LoadMain.class,
        HEAP,
        List.of(LoadMain.class, Scoreboard.class, Errno.class, Histogram.class));
  }

  @Override
  public Flood begin(FloodPlan plan, History history) {
    return begin(plan, history, Clock.monotonicNs() + settleNs + readingNs(plan));
  }

  /** Begins a flood at {@code startNs}; the history receives its records. Returns at once. */
  public Flood begin(FloodPlan plan, History history, long startNs) {
    settleNs = SETTLE_NS;
    process.send(plan.message(startNs), List.of(history.descriptor()));
    return new Flood(plan, startNs);
  }

  private static long readingNs(FloodPlan plan) {
    return ArrivalSchedule.parse(plan.load()) instanceof Replay replay ? replay.readingNs() : 0;
  }

  /** A flood under way. */
  public final class Flood implements FloodUnderWay {
    private final FloodPlan plan;
    private final long startNs;
    private Optional<ControlMessage> answer = Optional.empty();

    private Flood(FloodPlan plan, long startNs) {
      this.plan = plan;
      this.startNs = startNs;
    }

    @Override
    public FloodPlan plan() {
      return plan;
    }

    @Override
    public long startNs() {
      return startNs;
    }

    @Override
    public boolean awaitEnd(long timeoutNs) {
      interruption.check();
      if (answer.isEmpty()) {
        answer = process.poll(timeoutNs);
      }
      return answer.isPresent();
    }

    @Override
    public FloodResult result() {
      return FloodResult.of(done());
    }

    /** The result as the load generator told it: {@link FloodResult#parse} reads it elsewhere. */
    public String told() {
      return done().text();
    }

    /** Says that a flood that has a lease is still wanted. */
    public void renew() {
      process.send(ControlMessage.of("wanted"), List.of());
    }

    private ControlMessage done() {
      long untilNs = windowEndNs() + plan.timeoutNs() + DRAIN_SLACK_NS;
      while (!awaitEnd(50_000_000L)) {
        if (Clock.monotonicNs() > untilNs) {
          throw new StartException("the load generator did not finish in time");
        }
      }
      ControlMessage message = answer.orElseThrow();
      if (message.verb().equals("done")) {
        return message;
      }
      String reason = message.value("message").orElse("the load generator said " + message.verb());
      throw message.value("exit").orElse("").equals("64")
          ? new UsageException(reason)
          : new StartException(reason);
    }
  }

  @Override
  public void close() {
    process.close();
  }
}
