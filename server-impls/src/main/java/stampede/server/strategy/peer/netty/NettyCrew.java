package stampede.server.strategy.peer.netty;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import stampede.linux.ListeningSocket;
import stampede.server.strategy.Crew;
import stampede.server.strategy.CrewPlace;
import stampede.server.strategy.HandlerPlace;
import stampede.server.strategy.peer.PeerHandler;

/**
 * The event loops of a process, and whoever accepts for them: one acceptor loop, or each loop for
 * itself where the address is split.
 */
public final class NettyCrew implements Crew {
  static {
    // names channels; looked for in network cards, with a complaint where there are none
    if (System.getProperty("io.netty.machineId") == null) {
      System.setProperty("io.netty.machineId", "02:00:00:00:00:00:00:01");
    }
  }

  private final CrewPlace place;
  private final Transport transport;
  private final IoEventLoopGroup handling;
  private final Optional<IoEventLoopGroup> accepting;
  private final List<Loop> loops = new ArrayList<>();
  private final List<Channel> servers = new ArrayList<>();
  private final AtomicBoolean stopping = new AtomicBoolean();

  private NettyCrew(CrewPlace place, Transport transport, boolean split) {
    this.place = place;
    this.transport = transport;
    handling = group(place.handlers().size(), "handler");
    accepting = split ? Optional.empty() : Optional.of(group(1, "acceptor"));
    Iterator<EventExecutor> each = handling.iterator();
    for (HandlerPlace handler : place.handlers()) {
      loops.add(new Loop((EventLoop) each.next(), new PeerHandler(handler, place)));
    }
  }

  /** One acceptor gives to all loops. */
  public static Crew withAcceptor(CrewPlace place, Transport transport) {
    return new NettyCrew(place, transport, false);
  }

  /** Each loop accepts from the socket of its handler. */
  public static Crew withSplitAddress(CrewPlace place, Transport transport) {
    return new NettyCrew(place, transport, true);
  }

  private IoEventLoopGroup group(int threads, String name) {
    return new MultiThreadIoEventLoopGroup(
        threads, new DefaultThreadFactory(name, true), transport.waiting());
  }

  @Override
  public void start() {
    try {
      if (accepting.isPresent()) {
        listen(place.handlers().getFirst().listener(), accepting.get().next(), loops);
      } else {
        for (int i = 0; i < loops.size(); i++) {
          Loop loop = loops.get(i);
          listen(place.handlers().get(i).listener(), loop.loop(), List.of(loop));
        }
      }
    } catch (IOException | RuntimeException failure) {
      end();
      throw failure instanceof RuntimeException mistake
          ? mistake
          : new UncheckedIOException((IOException) failure);
    }
    loops.forEach(Loop::enter);
    servers.forEach(server -> server.config().setAutoRead(true));
  }

  private void listen(ListeningSocket listener, EventLoop loop, List<Loop> receivers)
      throws IOException {
    Channel server = transport.adopt(listener, loop);
    server.pipeline().addLast(new Acceptor(receivers));
    servers.add(server);
  }

  /**
   * A server channel has given away everything it accepted before it is closed, and what it gave a
   * loop reaches it before the request to leave: both are tasks of that loop, in order.
   */
  @Override
  public void stop() {
    if (!stopping.compareAndSet(false, true)) {
      return;
    }
    AtomicInteger open = new AtomicInteger(servers.size());
    for (Channel server : servers) {
      // as it is: io_uring's channels do not bear being told first to read no more
      server
          .close()
          .addListener(
              closed -> {
                if (open.decrementAndGet() == 0) {
                  loops.forEach(Loop::leave);
                  accepting.ifPresent(Bounded::end);
                }
              });
    }
  }

  private void end() {
    Bounded.end(handling);
    accepting.ifPresent(Bounded::end);
  }

  @Override
  public boolean isAlive() {
    return !handling.isTerminated() || !accepting.map(IoEventLoopGroup::isTerminated).orElse(true);
  }
}
