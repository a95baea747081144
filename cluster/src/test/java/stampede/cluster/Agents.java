package stampede.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Agents that serve on threads of this process, each with simulated work. */
final class Agents implements AutoCloseable {
  static final long MS = 1_000_000L;

  /** Short enough for tests, long enough for a busy machine. */
  static final Deadlines SHORT =
      new Deadlines(3000 * MS, 1000 * MS, 1000 * MS, 3000 * MS, 100 * MS);

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<Agent> agents = new ArrayList<>();
  final List<Future<?>> serving = new ArrayList<>();
  final List<SimulatedWork> works = new ArrayList<>();
  final Queue<String> log = new ConcurrentLinkedQueue<>();
  private final Deadlines deadlines;
  private volatile boolean ended;

  Agents() {
    this(SHORT);
  }

  Agents(Deadlines deadlines) {
    this.deadlines = deadlines;
  }

  SimulatedWork serve(Group group, String name) {
    SimulatedWork work = new SimulatedWork();
    Agent agent = new Agent(group, name, work, deadlines, line -> log.add(name + " " + line));
    agents.add(agent);
    works.add(work);
    serving.add(threads.submit(() -> agent.serve(() -> ended)));
    return work;
  }

  @Override
  public void close() {
    ended = true;
    threads.shutdown();
    try {
      threads.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    agents.forEach(Agent::close);
  }
}
