package stampede.harness.observe;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import stampede.linux.Errno;
import stampede.linux.LinuxException;
import stampede.linux.TraceEvents;
import stampede.linux.TracepointCounter;
import stampede.linux.TracepointCounter.Scope;

/**
 * What threads of any process do at an address, counted by the kernel: accepts by their result,
 * returns from epoll, and sleeps. Neither the server nor its code takes part.
 *
 * <pre>{@code
 * switch (Tracepoints.open(tasks, Scope.THREAD)) {
 *   case Tracepoints.Opened(Tracepoints counters) -> {
 *     try (counters) {
 *       List<Tracepoints.Counts> before = counters.read();
 *       flood();
 *       counters.read().get(i).since(before.get(i));
 *     }
 *   }
 *   case Tracepoints.Refused(String reason) -> report(reason);
 * }
 * }</pre>
 *
 * <p>Accepts of an io_uring are no system calls and are not counted: a process that has a ring when
 * its counters are opened has no figures of accepts, rather than wrong ones. Counters are opened
 * and read one after another, so figures of one moment may differ by what happened in between. One
 * thread at a time. Source: perf_event_open(2).
 */
public final class Tracepoints implements AutoCloseable {
  private static final String RING = "anon_inode:[io_uring]";

  private final List<Watched> watched = new ArrayList<>();

  private Tracepoints() {}

  /** How opening ended. */
  public sealed interface Opening {}

  /**
   * The counters run.
   *
   * @param counters owned by the caller
   */
  public record Opened(Tracepoints counters) implements Opening {}

  /**
   * Nothing is counted.
   *
   * @param reason why not, in words for people
   */
  public record Refused(String reason) implements Opening {}

  /**
   * Accepts of a thread by their result; calls of accept and accept4 together.
   *
   * @param returned with a connection
   * @param empty with EAGAIN: nothing was there, or the time of the socket ran out
   * @param failed with any other error, but not those a signal broke off
   */
  public record Accepts(long returned, long empty, long failed) {
    private Accepts since(Accepts before) {
      return new Accepts(returned - before.returned, empty - before.empty, failed - before.failed);
    }
  }

  /**
   * What one thread did since the counters were opened, or since an earlier reading.
   *
   * @param task which one; with {@link Scope#THREAD_AND_WHAT_IT_STARTS} also for what it started
   * @param accepts empty when its process has an io_uring, by which it may accept unseen
   * @param epollReturns waits for epoll that returned with something ready
   * @param epollTimeouts waits for epoll that returned with nothing
   * @param sleeps times it went to sleep of its own will, whatever for; each ends by a wakeup
   */
  public record Counts(
      Task task, Optional<Accepts> accepts, long epollReturns, long epollTimeouts, long sleeps) {
    /** What happened since {@code before}, an earlier reading of the same task. */
    public Counts since(Counts before) {
      return new Counts(
          task,
          accepts.flatMap(now -> before.accepts.map(now::since)),
          epollReturns - before.epollReturns,
          epollTimeouts - before.epollTimeouts,
          sleeps - before.sleeps);
    }
  }

  private record Watched(
      Task task, boolean hasRing, Map<TracedEvent, List<TracepointCounter>> counters) {
    Counts read() {
      Optional<Accepts> accepts =
          hasRing
              ? Optional.empty()
              : Optional.of(
                  new Accepts(
                      read(TracedEvent.ACCEPT),
                      read(TracedEvent.EMPTY_ACCEPT),
                      read(TracedEvent.FAILED_ACCEPT)));
      return new Counts(
          task,
          accepts,
          read(TracedEvent.EPOLL_RETURN),
          read(TracedEvent.EPOLL_TIMEOUT),
          read(TracedEvent.SLEEP));
    }

    private long read(TracedEvent event) {
      return counters.get(event).stream().mapToLong(TracepointCounter::read).sum();
    }

    void close() {
      counters.values().forEach(each -> each.forEach(TracepointCounter::close));
    }
  }

  /**
   * Begins to count. Each task takes up to 13 descriptors of this process.
   *
   * @param tasks those that have ended are left out
   * @param scope whether what a task starts later is counted with it; threads that appear otherwise
   *     are not counted
   */
  public static Opening open(List<Task> tasks, Scope scope) {
    Optional<String> reason = TraceEvents.unavailable();
    if (reason.isPresent()) {
      return new Refused(reason.get());
    }
    try (TraceEvents events = TraceEvents.open()) {
      Map<TracedEvent, List<Integer>> ids = new EnumMap<>(TracedEvent.class);
      for (TracedEvent event : TracedEvent.values()) {
        ids.put(event, event.tracepoints(events));
      }
      return ids.containsValue(List.<Integer>of())
          ? new Refused("this kernel has no tracepoints of system calls")
          : open(tasks, ids, scope);
    }
  }

  private static Opening open(List<Task> tasks, Map<TracedEvent, List<Integer>> ids, Scope scope) {
    Tracepoints counters = new Tracepoints();
    try {
      Set<Integer> withRing = withRing(tasks);
      for (Task task : tasks) {
        counters.add(task, withRing.contains(task.pid()), ids, scope);
      }
      return new Opened(counters);
    } catch (LinuxException refused) {
      counters.close();
      return new Refused(reason(refused));
    }
  }

  private static Set<Integer> withRing(List<Task> tasks) {
    Set<Integer> found = new HashSet<>();
    for (int pid : tasks.stream().map(Task::pid).distinct().toList()) {
      if (OpenFiles.of(pid).anyMatch(file -> file.target().equals(RING))) {
        found.add(pid);
      }
    }
    return found;
  }

  private void add(Task task, boolean hasRing, Map<TracedEvent, List<Integer>> ids, Scope scope) {
    Watched added = new Watched(task, hasRing, new EnumMap<>(TracedEvent.class));
    try {
      watched.add(added);
      for (TracedEvent event : TracedEvent.values()) {
        List<TracepointCounter> opened = new ArrayList<>();
        added.counters().put(event, opened);
        for (int id : ids.get(event)) {
          opened.add(TracepointCounter.open(task.tid(), id, event.filter(), scope));
        }
      }
    } catch (LinuxException failure) {
      if (failure.errno() != Errno.ESRCH) {
        throw failure;
      }
      watched.remove(added);
      added.close();
    }
  }

  private static String reason(LinuxException refused) {
    return switch (refused.errno()) {
      case EACCES, EPERM ->
          "counting by tracepoints needs root, or CAP_PERFMON (kernel.perf_event_paranoid is "
              + ProcFile.text("/proc/sys/kernel/perf_event_paranoid").orElse("unknown").strip()
              + ")";
      case EMFILE, ENFILE ->
          "not descriptors enough to count by tracepoints: 13 for each thread; raise ulimit -n";
      default -> refused.getMessage();
    };
  }

  /** Reads every task, in the order they were given. */
  public List<Counts> read() {
    return watched.stream().map(Watched::read).toList();
  }

  /**
   * Ends the counting; the kernel's system calls are as fast as before. Takes some 0.2 s, however
   * many tasks there are, for the kernel waits until no CPU is in one of the tracepoints.
   */
  @Override
  public void close() {
    watched.forEach(Watched::close);
    watched.clear();
  }
}
