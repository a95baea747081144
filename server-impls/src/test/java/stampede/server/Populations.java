package stampede.server;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import stampede.server.Population.As;
import stampede.server.strategy.Catalogue;
import stampede.server.strategy.Strategy;

/**
 * The settings of every strategy as every population its traits allow; or, unless the tests are to
 * be thorough, as one of these, in turn, so that every strategy and every population is among them.
 */
final class Populations {
  private static final int HANDLERS = 3;
  private static final int THREADS = 2;

  private Populations() {}

  /** As threads, as processes, as processes of two threads. */
  static Stream<String> ofEveryStrategy() {
    return chosen(strategy -> Stream.concat(threads(strategy), processes(strategy)));
  }

  /** Some, as processes or as processes of two threads; all when tests are to be thorough. */
  static Stream<String> ofProcesses() {
    return someUnlessThorough(chosen(Populations::processes));
  }

  /** One in three, others each time; all with {@code -Dstampede.thorough=true}. */
  static Stream<String> someUnlessThorough(Stream<String> servers) {
    if (Boolean.getBoolean("stampede.thorough")) {
      return servers;
    }
    List<String> drawn = new ArrayList<>(servers.toList());
    Collections.shuffle(drawn);
    return drawn.stream().limit(Math.ceilDiv(drawn.size(), 3));
  }

  private static Stream<String> chosen(Function<Strategy, Stream<String>> populations) {
    List<Strategy> all = Catalogue.all();
    return IntStream.range(0, all.size())
        .boxed()
        .flatMap(i -> oneUnlessThorough(i, populations.apply(all.get(i)).toList()));
  }

  /** That whose turn it is; all with {@code -Dstampede.thorough=true}. */
  static Stream<String> oneUnlessThorough(int turn, List<String> all) {
    return all.isEmpty() || Boolean.getBoolean("stampede.thorough")
        ? all.stream()
        : Stream.of(all.get(turn % all.size()));
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
