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
import stampede.load.LoadMain;
import stampede.server.JavaCommand;
import stampede.server.StartException;
import stampede.server.UsageException;

/**
 * The load generator's process. One serves a whole experiment, so that its JIT stays warm; floods
 * run one at a time. One thread uses it.
 */
public final class LoadGenerator implements Flooder {
  /** So long the process may take to be ready: a replay's file may be large. */
  private static final long READY_WITHIN_NS = 60_000_000_000L;

  private static final long DRAIN_SLACK_NS = 10_000_000_000L;
  private static final String HEAP = "512m";

  private final Directed process;
  private final Interruption interruption;

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

  /** Begins a flood; returns when the process is ready and has said when it starts. */
  @Override
  public Flood begin(FloodPlan plan, History history) {
    process.send(plan.message(), List.of(history.descriptor()));
    ControlMessage answer = process.await(Clock.monotonicNs() + READY_WITHIN_NS, interruption);
    return answer.verb().equals("begins")
        ? new Flood(plan, answer.number("startNs"), Optional.empty())
        : new Flood(plan, Clock.monotonicNs(), Optional.of(answer));
  }

  /**
   * Begins a flood at {@code startNs}, ready or not; the history receives its records. Returns at
   * once.
   */
  public Flood begin(FloodPlan plan, History history, long startNs) {
    process.send(plan.message().with("startNs", startNs), List.of(history.descriptor()));
    return new Flood(plan, startNs, Optional.empty());
  }

  /** A flood under way. */
  public final class Flood implements FloodUnderWay {
    private final FloodPlan plan;
    private final long startNs;
    private Optional<ControlMessage> answer;

    private Flood(FloodPlan plan, long startNs, Optional<ControlMessage> answer) {
      this.plan = plan;
      this.startNs = startNs;
      this.answer = answer;
    }

    @Override
    public FloodPlan plan() {
      return plan;
    }

    @Override
    public List<Integer> pids() {
      return List.of(process.pid());
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
