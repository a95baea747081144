package stampede.harness.conformance.check;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import stampede.harness.conformance.ServiceRecord;
import stampede.harness.conformance.Stage;
import stampede.harness.observe.Task;
import stampede.harness.observe.Tracepoints;
import stampede.harness.server.HandlerTask;
import stampede.harness.server.Told;
import stampede.linux.TracepointCounter;

/**
 * How much each handler has done since: by its ledger, or, where that does not tell who did it, by
 * the accepts that the kernel counts of each process. One thread uses it.
 */
final class Shares implements AutoCloseable {
  private final Stage stage;
  private final int expected;
  private final Optional<Tracepoints> accepts;
  private final Map<Integer, Long> before;

  private Shares(Stage stage, int expected, Optional<Tracepoints> accepts) {
    this.stage = stage;
    this.expected = expected;
    this.accepts = accepts;
    this.before = now();
  }

  /** Counts from now on; empty where nothing tells. */
  static Optional<Shares> of(Stage stage, int handlers) {
    if (stage.server().ledger().isPresent()
        && stage.server().told().contains(Told.HANDLER)
        && handlers > 0) {
      return Optional.of(new Shares(stage, handlers, Optional.empty()));
    }
    List<Task> tasks =
        stage.handlers().stream().map(task -> new Task(task.pid(), task.tid())).toList();
    int processes = (int) stage.handlers().stream().map(HandlerTask::pid).distinct().count();
    if (processes < 2) {
      return Optional.empty();
    }
    return Tracepoints.open(tasks, TracepointCounter.Scope.THREAD)
            instanceof Tracepoints.Opened(Tracepoints counters)
        ? Optional.of(new Shares(stage, processes, Optional.of(counters)))
        : Optional.empty();
  }

  /** How many there are to be seen. */
  int expected() {
    return expected;
  }

  /** What they are. */
  String who() {
    return accepts.isPresent() ? "handler processes" : "handlers";
  }

  /** What each has done since, of those who have done anything. */
  long[] since() {
    Map<Integer, Long> since = new HashMap<>(now());
    before.forEach((who, count) -> since.merge(who, -count, Long::sum));
    return since.values().stream().mapToLong(Long::longValue).filter(count -> count > 0).toArray();
  }

  private Map<Integer, Long> now() {
    return accepts.map(Shares::accepted).orElseGet(this::serviced);
  }

  private Map<Integer, Long> serviced() {
    return stage.services().stream()
        .filter(ServiceRecord::isCompleted)
        .collect(Collectors.groupingBy(ServiceRecord::handler, Collectors.counting()));
  }

  private static Map<Integer, Long> accepted(Tracepoints counters) {
    return counters.read().stream()
        .collect(
            Collectors.groupingBy(
                counts -> counts.task().pid(),
                Collectors.summingLong(
                    counts -> counts.accepts().map(Tracepoints.Accepts::returned).orElse(0L))));
  }

  @Override
  public void close() {
    accepts.ifPresent(Tracepoints::close);
  }
}
