package stampede.harness.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import stampede.harness.server.OwnServer;
import stampede.server.Population;
import stampede.server.Settings;
import stampede.server.UsageException;
import stampede.server.strategy.Catalogue;
import stampede.server.strategy.Strategy;

/**
 * Which servers a command line names: those spelled out, and the product of strategies, populations
 * and handlers.
 */
record ServerProduct(
    List<String> spelled, Optional<String> strategies, String as, String handlers) {
  private static final String DEFAULT_STRATEGIES = "blocking,epoll,reuseport";

  /** The servers; at least one. */
  List<OwnServer> servers() {
    List<OwnServer> servers = new ArrayList<>();
    for (String text : spelled) {
      servers.add(server(Settings.parse(text)));
    }
    if (strategies.isPresent() || spelled.isEmpty()) {
      servers.addAll(product(strategies.orElse(DEFAULT_STRATEGIES)));
    }
    return servers;
  }

  /** Checks the settings against what the strategy has. */
  static OwnServer server(Settings settings) {
    Strategy strategy = Catalogue.strategy(settings.name());
    Set<String> known = new TreeSet<>(Population.KEYS);
    known.addAll(strategy.keys());
    settings.requireOnly(known);
    return OwnServer.of(settings);
  }

  private List<OwnServer> product(String names) {
    List<OwnServer> servers = new ArrayList<>();
    for (String name : names(names)) {
      for (String population : Lists.words("--as", as)) {
        for (int count : counts(Catalogue.strategy(name))) {
          servers.add(
              server(
                  Settings.parse(name)
                      .with("as", population)
                      .with("handlers", Integer.toString(count))));
        }
      }
    }
    if (servers.isEmpty()) {
      throw new UsageException("nothing is selected: no strategy in '" + names + "'");
    }
    return servers;
  }

  private static List<String> names(String names) {
    return names.equals("all")
        ? Catalogue.all().stream().map(Strategy::name).toList()
        : Lists.words("--strategies", names);
  }

  /** A strategy that has fewer handlers at most is measured with those, once. */
  private Iterable<Integer> counts(Strategy strategy) {
    Set<Integer> counts = new TreeSet<>();
    for (int count : Lists.numbers("--handlers", handlers, 1, 4096)) {
      counts.add(Math.min(count, strategy.traits().maxHandlers()));
    }
    return counts;
  }
}
