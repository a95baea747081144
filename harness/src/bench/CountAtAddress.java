import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import stampede.harness.observe.Listeners;
import stampede.harness.observe.Task;
import stampede.harness.observe.Threads;
import stampede.harness.observe.Tracepoints;
import stampede.harness.observe.Tracepoints.Counts;
import stampede.linux.Address;
import stampede.linux.TracepointCounter.Scope;

/**
 * Counts by tracepoints what every thread does of whoever listens at an address, from {@code on} to
 * {@code off}, which it reads from its input line by line; it answers each with a line. Run as a
 * source file, with the jars of the harness as class path: CountAtAddress.java ADDRESS.
 */
final class CountAtAddress {
  private CountAtAddress() {}

  static void main(String[] arguments) throws IOException {
    Address address = Address.parse(arguments[0]);
    BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String order = orders.readLine(); order != null; order = orders.readLine()) {
      switch (Tracepoints.open(tasks(address), Scope.THREAD)) {
        case Tracepoints.Opened(Tracepoints counters) -> {
          try (counters) {
            System.out.println("counting " + counters.read().size() + " threads");
            orders.readLine();
            System.out.println(total(counters.read()));
          }
        }
        case Tracepoints.Refused(String reason) -> {
          System.out.println("refused: " + reason);
          orders.readLine();
          System.out.println("no counts");
        }
      }
    }
  }

  private static List<Task> tasks(Address address) {
    return Listeners.holders(address, List.of()).stream()
        .map(Listeners.Holder::pid)
        .distinct()
        .flatMap(pid -> Threads.of(pid).stream())
        .map(Threads.State::task)
        .toList();
  }

  private static String total(List<Counts> counts) {
    return "accepts %d, empty accepts %d, failed accepts %d, epoll returns %d, sleeps %d"
        .formatted(
            counts.stream().mapToLong(each -> each.accepts().orElseThrow().returned()).sum(),
            counts.stream().mapToLong(each -> each.accepts().orElseThrow().empty()).sum(),
            counts.stream().mapToLong(each -> each.accepts().orElseThrow().failed()).sum(),
            counts.stream().mapToLong(Counts::epollReturns).sum(),
            counts.stream().mapToLong(Counts::sleeps).sum());
  }
}
