package stampede.harness.conformance;

import java.util.List;
import stampede.contract.HandlerState;
import stampede.harness.observe.ProcessState;
import stampede.harness.server.HandlerTask;

/**
 * The processes that are handlers and nothing else: any of them can be struck, and others remain.
 */
public final class HandlerProcesses {
  private HandlerProcesses() {}

  /** Those that live now; none where the handlers are threads of the process that spawns them. */
  public static List<Integer> of(Stage stage) {
    int spawner = stage.server().spawner().orElse(0);
    List<Integer> handling = stage.handlers().stream().map(HandlerTask::pid).distinct().toList();
    return (handling.isEmpty() ? stage.server().pids() : handling)
        .stream().filter(pid -> pid != spawner && !ProcessState.isGone(pid)).toList();
  }

  /** Why none can be struck alone; said of a server that has fewer than are needed. */
  public static Finding tooFew(Stage stage) {
    return Finding.unsupported(
        stage.server().pids().isEmpty()
            ? "the server's processes are not known"
            : "its handlers are not processes beside others, so none can be struck alone; try"
                + " as=processes, and two handlers or more");
  }

  /** Waits until so many are there again and available; whether that came in time. */
  public static boolean awaitRestored(Stage stage, int count, long timeoutNs) {
    return stage.await(() -> of(stage).size() >= count && allAreThere(stage), timeoutNs);
  }

  private static boolean allAreThere(Stage stage) {
    return stage.scoreboard().stream()
        .flatMap(board -> board.all().stream())
        .filter(slot -> slot.generation() > 0)
        .map(slot -> slot.state())
        .allMatch(state -> state == HandlerState.AVAILABLE || state == HandlerState.SERVICING);
  }
}
