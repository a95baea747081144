package stampede.server.strategy.peer;

import java.util.List;
import stampede.server.strategy.Strategy;

/** The strategies that are somebody else's, in the order of the documentation. */
public final class Peers {
  private Peers() {}

  /** All of them. */
  public static List<Strategy> all() {
    return List.of(
        new Nio(),
        new VirtualThreads(),
        new NettyNio(),
        new NettyEpoll(),
        new NettyReuseport(),
        new NettyUring());
  }
}
