package stampede.server.strategy.peer;

import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import stampede.server.strategy.Crew;
import stampede.server.strategy.CrewPlace;
import stampede.server.strategy.HandlerPlace;

/**
 * The handlers of a process that share one server channel. They live and die together: when one
 * fails, the others leave.
 */
final class NioCrew implements Crew {
  private final CrewPlace place;
  private final List<NioLoop> loops = new ArrayList<>();
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicInteger living = new AtomicInteger();

  NioCrew(CrewPlace place) {
    this.place = place;
  }

  @Override
  public void start() {
    ServerSocketChannel channel =
        AdoptedChannel.open(place.handlers().getFirst().listener(), false);
    for (HandlerPlace handler : place.handlers()) {
      loops.add(new NioLoop(new PeerHandler(handler, place), channel));
    }
    living.set(loops.size());
    for (NioLoop loop : loops) {
      threads.add(Thread.ofPlatform().name(loop.name()).daemon().start(() -> run(loop, channel)));
    }
  }

  private void run(NioLoop loop, ServerSocketChannel channel) {
    try {
      loop.run();
    } finally {
      stop();
      if (living.decrementAndGet() == 0) {
        PeerHandler.close(channel);
      }
    }
  }

  @Override
  public void stop() {
    loops.forEach(NioLoop::leave);
  }

  @Override
  public boolean isAlive() {
    return threads.stream().anyMatch(Thread::isAlive);
  }
}
