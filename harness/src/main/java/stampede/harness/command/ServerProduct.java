package stampede.harness.command;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import stampede.harness.fault.FaultPlan;
import stampede.harness.server.OwnServer;
import stampede.harness.server.ServerUnderTest;
import stampede.harness.server.Servers;
import stampede.report.Skipped;
import stampede.server.Population;
import stampede.server.Settings;
import stampede.server.StartException;
import stampede.server.UsageException;
import stampede.server.strategy.Catalogue;
import stampede.server.strategy.Strategy;

/**
 * Which servers a command line names: those spelled out, which must all be able to run, and the
 * product of strategies, populations and handlers, from which what cannot run is left out aloud.
 *
 * @param spelled servers as typed
 * @param strategies names, or all
 * @param as populations of the product
 * @param handlers numbers of handlers of the product
 * @param faults what every server must be able to suffer
 */
record ServerProduct(
    List<String> spelled,
    Optional<String> strategies,
    String as,
    String handlers,
    List<FaultPlan> faults) {
  private static final String DEFAULT_STRATEGIES = "blocking,epoll,reuseport";

  /** Selects what can run here; throws {@link UsageException} when nothing is left. */
  Selection select() {
    return select(Servers::of);
  }

  /**
   * The same with another way from settings to a server, which throws as {@link Servers#of} does.
   */
  Selection select(Function<Settings, ServerUnderTest> server) {
    List<ServerUnderTest> servers = new ArrayList<>();
    List<Skipped> skipped = new ArrayList<>();
    for (String text : spelled) {
      ServerUnderTest named = server.apply(Settings.parse(text));
      requireStrikable(named);
      servers.add(named);
    }
    if (strategies.isPresent() || spelled.isEmpty()) {
      product(strategies.orElse(DEFAULT_STRATEGIES), server, servers, skipped);
    }
    if (servers.isEmpty()) {
      String reasons = String.join("; ", skipped.stream().map(Skipped::reason).distinct().toList());
      throw new UsageException("nothing is selected: " + reasons);
    }
    return new Selection(servers, skipped);
  }

  /** Only a handler that is a process can be killed or stopped without its server. */
  private void requireStrikable(ServerUnderTest server) {
    for (FaultPlan fault : faults) {
      if (!(server instanceof OwnServer own)) {
        throw new UsageException(
            "--fault "
                + fault
                + " strikes handlers of our own servers; "
                + server.description().name()
                + " is not one");
      }
      int processes = own.population().processes();
      if (processes == 0) {
        throw new UsageException(
            "--fault "
                + fault
                + " needs handlers that are processes (as=processes): as threads, a signal would"
                + " strike the whole server");
      }
      if (fault.count() > processes) {
        throw new UsageException(
            "--fault "
                + fault
                + " needs "
                + fault.count()
                + " handler processes, and there are "
                + processes);
      }
    }
  }

  private void product(
      String names,
      Function<Settings, ServerUnderTest> server,
      List<ServerUnderTest> servers,
      List<Skipped> skipped) {
    List<Population.As> populations =
        Lists.words("--as", as).stream().map(Population.As::parse).toList();
    for (String name : names(names)) {
      Strategy strategy = Catalogue.strategy(name);
      for (Population.As population : populations) {
        for (Settings settings : settings(strategy, population, skipped)) {
          add(settings, server, servers, skipped);
        }
      }
    }
  }

  private void add(
      Settings settings,
      Function<Settings, ServerUnderTest> server,
      List<ServerUnderTest> servers,
      List<Skipped> skipped) {
    try {
      ServerUnderTest named = server.apply(settings);
      requireStrikable(named);
      servers.add(named);
    } catch (UsageException | StartException cannot) {
      skipped.add(new Skipped(settings.toString(), cannot.getMessage()));
    }
  }

  private static List<String> names(String names) {
    return names.equals("all")
        ? Catalogue.all().stream().map(Strategy::name).toList()
        : Lists.words("--strategies", names);
  }

  /** A strategy that has fewer handlers at most is measured with those, once. */
  private Set<Settings> settings(
      Strategy strategy, Population.As population, List<Skipped> skipped) {
    int most = strategy.traits().maxHandlers();
    Set<Settings> settings = new LinkedHashSet<>();
    for (int count : Lists.numbers("--handlers", handlers, 1, 4096)) {
      Settings asked =
          Settings.parse(strategy.name())
              .with("as", population.text())
              .with("handlers", Integer.toString(count));
      if (count > most) {
        skipped.add(
            new Skipped(
                asked.toString(),
                strategy.name() + " has at most " + most + " handler and is measured with that"));
      }
      settings.add(asked.with("handlers", Integer.toString(Math.min(count, most))));
    }
    return settings;
  }
}
