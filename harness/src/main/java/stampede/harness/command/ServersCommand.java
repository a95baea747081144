package stampede.harness.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import stampede.harness.ExitCode;
import stampede.server.Population;
import stampede.server.strategy.Catalogue;
import stampede.server.strategy.Strategy;

/** {@code stampede servers}: what can be named as a server, and with which settings. */
@Command(
    name = "servers",
    mixinStandardHelpOptions = true,
    description = "Lists what can be named as a server, and the settings each has.")
final class ServersCommand implements Callable<Integer> {
  private static final Map<String, String> MEANINGS = meanings();

  /** One server, as --json has it. */
  record Row(String name, String kind, List<String> settings) {
    static Row of(Strategy strategy) {
      Set<String> keys = new TreeSet<>(Population.KEYS);
      keys.addAll(strategy.keys());
      return new Row(strategy.name(), "ours", List.copyOf(keys));
    }
  }

  @Option(names = "--json", description = "as JSON")
  private boolean json;

  private static Map<String, String> meanings() {
    Map<String, String> meanings = new LinkedHashMap<>();
    meanings.put("as", "threads (default) or processes");
    meanings.put("handlers", "how many threads of execution service requests (default 4)");
    meanings.put("threads", "how many of them share a handler process (default 1)");
    meanings.put("backlog", "the finite buffer, in requests (default 1024)");
    meanings.put("place", "free (default) or spread: each handler pinned to one CPU in turn");
    meanings.put("deadline", "how long a client may take to send its request (default 5s)");
    meanings.put("ledger", "on (default) or off: whether services are recorded for the audit");
    meanings.put(
        "rotate", "epoll-exclusive only: register anew after so many accepts (default 0, never)");
    return meanings;
  }

  @Override
  public Integer call() {
    List<Row> rows = Catalogue.all().stream().map(Row::of).toList();
    if (json) {
      System.out.println(Json.indented(rows));
      return ExitCode.PASSED.code();
    }
    System.out.println(
        "A server is written NAME[,key=value...], such as epoll,as=processes,handlers=8\n");
    System.out.println("Ours: " + String.join(", ", rows.stream().map(Row::name).toList()));
    System.out.println("  (what each is: stampede strategies)\n");
    System.out.println("Settings:");
    MEANINGS.forEach((key, meaning) -> System.out.printf("  %-10s %s%n", key, meaning));
    System.out.println(
        "\nAny server that runs already, ours or not, is flooded by its URL: stampede load --help");
    return ExitCode.PASSED.code();
  }
}
