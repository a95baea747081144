package stampede.harness.observe;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import stampede.harness.observe.Examination.Finding;
import stampede.harness.observe.Examination.Grade;
import stampede.linux.Address;
import stampede.linux.Descriptor;
import stampede.linux.LinuxException;
import stampede.linux.ListeningSocket;
import stampede.linux.NetworkNamespace;
import stampede.linux.SocketDiagnosis;
import stampede.linux.ThisProcess;
import stampede.linux.TracepointCounter.Scope;

/**
 * What the kernel lets us see and do of servers that are not ours, each found by trying it. What is
 * refused makes some figures absent, or some checks unsupported; never wrong.
 */
final class Permissions {
  private static final String TRACEPOINTS = "kernel tracepoints";
  private static final long ENTER_WITHIN_S = 10;

  private Permissions() {}

  static List<Finding> all() {
    return List.of(
        tracepoints(), socketDiagnosis(), duplicates(), networkOfOnesOwn(), injectionOfErrors());
  }

  private static Finding tracepoints() {
    return TracepointCost.measured()
        .map(cost -> ok(TRACEPOINTS, "permitted; counting adds " + cost))
        .orElseGet(Permissions::untriedTracepoints);
  }

  private static Finding untriedTracepoints() {
    Task me = new Task(ThisProcess.pid(), ThisProcess.tid());
    return switch (Tracepoints.open(List.of(me), Scope.THREAD)) {
      case Tracepoints.Opened(Tracepoints counters) -> {
        counters.close();
        yield ok(TRACEPOINTS, "permitted; what counting costs could not be tried");
      }
      case Tracepoints.Refused(String reason) ->
          new Finding(
              Grade.WARN,
              TRACEPOINTS,
              reason,
              "empty accepts and wakeups of servers that are not ours will be absent");
    };
  }

  private static Finding socketDiagnosis() {
    return finding(
        "socket diagnosis",
        "listening sockets are described to anybody",
        SocketDiagnosis.unavailable(),
        "queues of Unix sockets and the holders of an address will be absent");
  }

  private static Finding duplicates() {
    String subject = "foreign descriptors";
    String advice = "flags and queues of servers that are not ours will be absent";
    try (ListeningSocket socket = ListeningSocket.bind(Address.parse("127.0.0.1:0"), 1, false)) {
      Optional<Descriptor> copy = Listeners.duplicate(ThisProcess.pid(), socket.number());
      copy.ifPresent(Descriptor::close);
      return copy.isPresent()
          ? ok(subject, "can be duplicated (pidfd_getfd)")
          : new Finding(Grade.WARN, subject, "pidfd_getfd is not permitted", advice);
    } catch (LinuxException refused) {
      return new Finding(Grade.WARN, subject, refused.getMessage(), advice);
    }
  }

  /** Tried in a thread of its own, for there is no way back. */
  private static Finding networkOfOnesOwn() {
    CompletableFuture<Optional<String>> entered = new CompletableFuture<>();
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                entered.complete(NetworkNamespace.enterNew());
              } catch (LinuxException failure) {
                entered.complete(Optional.of(failure.getMessage()));
              }
            });
    return finding(
        "network of one's own",
        "can be entered: TCP counters of a run are its own",
        entered
            .completeOnTimeout(
                Optional.of("not entered within " + ENTER_WITHIN_S + " s"),
                ENTER_WITHIN_S,
                TimeUnit.SECONDS)
            .join(),
        "TCP counters hold what others do meanwhile");
  }

  private static Finding injectionOfErrors() {
    boolean present =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(":", -1))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, "strace")));
    return finding(
        "injection of errors",
        "strace is there",
        present ? Optional.empty() : Optional.of("strace is not on PATH"),
        "to have accept fail as a server cannot foresee, install strace");
  }

  private static Finding finding(
      String subject, String seen, Optional<String> refused, String advice) {
    return refused
        .map(reason -> new Finding(Grade.WARN, subject, reason, advice))
        .orElseGet(() -> ok(subject, seen));
  }

  private static Finding ok(String subject, String seen) {
    return new Finding(Grade.OK, subject, seen, "");
  }
}
