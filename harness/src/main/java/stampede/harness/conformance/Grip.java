package stampede.harness.conformance;

import java.util.Optional;
import stampede.harness.observe.ProcessState;
import stampede.harness.observe.ProcessTimes;
import stampede.harness.server.RunningServer;
import stampede.linux.Clock;
import stampede.linux.PidFd;
import stampede.linux.Poll;
import stampede.linux.Signal;

/**
 * A process of a server under test that is struck. It is held by a descriptor from before it was
 * found to be the server's, so no signal can reach anybody else. One thread uses it; closing it
 * lets a stopped process go on.
 */
public final class Grip implements AutoCloseable {
  private static final long STOP_WITHIN_NS = 1_000_000_000L;

  private final int pid;
  private final PidFd process;
  private boolean stopped;

  private Grip(int pid, PidFd process) {
    this.pid = pid;
    this.process = process;
  }

  /** Takes hold of a process; empty when it is not, or no longer, one of this server. */
  public static Optional<Grip> on(RunningServer server, int pid) {
    Optional<Grip> grip = PidFd.open(pid).map(process -> new Grip(pid, process));
    if (grip.isPresent() && !isOf(server, pid)) {
      grip.get().close();
      return Optional.empty();
    }
    return grip;
  }

  /**
   * A slot of a scoreboard may show a handler that has ended: of ours, the parent must be right.
   */
  private static boolean isOf(RunningServer server, int pid) {
    boolean known = server.pids().contains(pid) && !ProcessState.isGone(pid);
    if (!known || server.scoreboard().isEmpty()) {
      return known;
    }
    int spawner = server.spawner().orElse(0);
    return pid == spawner || ProcessTimes.parent(pid).orElse(0) == spawner;
  }

  /** Which process it is. */
  public int pid() {
    return pid;
  }

  /**
   * Stops it, and waits until every thread of it has stopped; whether that came within a second.
   */
  public boolean stop() {
    stopped = true;
    process.send(Signal.STOP);
    long untilNs = Clock.monotonicNs() + STOP_WITHIN_NS;
    while (!ProcessState.isStopped(pid)) {
      if (Clock.monotonicNs() > untilNs || hasEnded(1_000_000L)) {
        return false;
      }
    }
    return true;
  }

  /** Lets it go on. */
  public void resume() {
    if (stopped) {
      stopped = false;
      process.send(Signal.CONT);
    }
  }

  /** Ends it, and waits for that; whether it came within {@code timeoutNs}. */
  public boolean kill(long timeoutNs) {
    process.send(Signal.KILL);
    return hasEnded(timeoutNs);
  }

  /** Whether it ends within {@code timeoutNs}. */
  public boolean hasEnded(long timeoutNs) {
    return Poll.await(process.number(), Poll.IN, timeoutNs) > 0;
  }

  @Override
  public void close() {
    resume();
    process.close();
  }
}
