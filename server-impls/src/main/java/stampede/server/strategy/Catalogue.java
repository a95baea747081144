package stampede.server.strategy;

import java.util.List;
import java.util.stream.Collectors;
import stampede.server.UsageException;

/** Every strategy there is. */
public final class Catalogue {
  private static final List<Strategy> ALL =
      List.of(
          new Iterative(),
          new PerConnection(),
          new Dispatcher(),
          new Blocking(),
          new PollThenAccept(),
          new EpollLevel(),
          new EpollExclusive(),
          new EpollEdge(),
          new EpollShared(),
          new Flag(),
          new Mutex(),
          new FileLocked(),
          new TryLock(),
          new Reuseport(),
          new Uring(),
          new UringMultishot());

  private Catalogue() {}

  /** Every strategy, in the order of the documentation. */
  public static List<Strategy> all() {
    return ALL;
  }

  /** Whether a name is that of a strategy. */
  public static boolean has(String name) {
    return ALL.stream().anyMatch(strategy -> strategy.name().equals(name));
  }

  /** The strategy of a name, or a message that lists the names there are. */
  public static Strategy strategy(String name) {
    return ALL.stream()
        .filter(strategy -> strategy.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "no strategy is called '"
                        + name
                        + "'; there are "
                        + ALL.stream().map(Strategy::name).collect(Collectors.joining(", "))));
  }
}
