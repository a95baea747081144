package stampede.harness.command;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import stampede.harness.ExitCode;
import stampede.harness.server.OtherServer;
import stampede.harness.server.Servers;
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

  /**
   * One server, as --json has it.
   *
   * @param kind ours, described or command
   * @param meanings of its settings, of one that is not ours
   */
  record Row(
      String name,
      String kind,
      List<String> settings,
      String summary,
      List<OtherServer.Setting> meanings) {
    static Row of(Strategy strategy) {
      Set<String> keys = new TreeSet<>(Population.KEYS);
      keys.addAll(strategy.keys());
      return new Row(
          strategy.name(), "ours", List.copyOf(keys), strategy.traits().mechanism(), List.of());
    }

    static Row of(OtherServer other) {
      List<String> keys = other.settings().stream().map(OtherServer.Setting::name).toList();
      return new Row(other.name(), other.kind(), keys, other.summary(), other.settings());
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
    List<Row> others = Servers.others().stream().map(Row::of).toList();
    if (json) {
      System.out.println(Json.indented(Stream.concat(rows.stream(), others.stream()).toList()));
      return ExitCode.PASSED.code();
    }
    System.out.println(
        "A server is written NAME[,key=value...], such as epoll,as=processes,handlers=8\n");
    System.out.println("Ours: " + String.join(", ", rows.stream().map(Row::name).toList()));
    System.out.println("  (what each is: stampede strategies)\n");
    System.out.println("Settings of ours:");
    MEANINGS.forEach((key, meaning) -> System.out.printf("  %-12s %s%n", key, meaning));
    others.forEach(ServersCommand::print);
    System.out.println("\n@FILE.toml: a server that a file of yours describes (docs/servers.md)");
    System.out.println(
        "Any server that runs already, ours or not, is flooded by its URL: stampede load --help");
    return ExitCode.PASSED.code();
  }

  private static void print(Row other) {
    System.out.printf("%n%s: %s%n", other.name, other.summary);
    for (OtherServer.Setting setting : other.meanings) {
      String values =
          setting.range().isEmpty()
              ? ""
              : ": " + setting.range() + " (default " + setting.otherwise() + ")";
      System.out.printf("  %-12s %s%s%n", setting.name(), setting.meaning(), values);
    }
  }
}
