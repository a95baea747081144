package stampede.server;

import java.util.stream.Stream;
import stampede.server.Population.As;
import stampede.server.strategy.Catalogue;
import stampede.server.strategy.Strategy;

/** The settings of every strategy as every population its traits allow. */
final class Populations {
  private static final int HANDLERS = 3;
  private static final int THREADS = 2;

  private Populations() {}

  /** As threads, as processes, as processes of two threads. */
  static Stream<String> ofEveryStrategy() {
    return Catalogue.all().stream().flatMap(s -> Stream.concat(threads(s), processes(s)));
  }

  /** As processes, as processes of two threads. */
  static Stream<String> ofProcesses() {
    return Catalogue.all().stream().flatMap(Populations::processes);
  }

  private static Stream<String> threads(Strategy strategy) {
    return strategy.traits().supports(As.THREADS)
        ? Stream.of(strategy.name() + ",as=threads,handlers=" + handlers(strategy))
        : Stream.empty();
  }

  private static Stream<String> processes(Strategy strategy) {
    if (!strategy.traits().supports(As.PROCESSES)) {
      return Stream.empty();
    }
    String processes = strategy.name() + ",as=processes,handlers=" + handlers(strategy);
    return strategy.traits().maxHandlers() < THREADS
        ? Stream.of(processes)
        : Stream.of(processes, processes + ",threads=" + THREADS);
  }

  private static int handlers(Strategy strategy) {
    return Math.min(HANDLERS, strategy.traits().maxHandlers());
  }
}
