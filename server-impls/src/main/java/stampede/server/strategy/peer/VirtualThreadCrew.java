package stampede.server.strategy.peer;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import stampede.server.strategy.Crew;
import stampede.server.strategy.CrewPlace;

/**
 * The acceptor of a process, the places for its virtual threads, and the thread that watches their
 * deadlines. Closing the channel ends a blocked accept and leaves our socket open.
 */
final class VirtualThreadCrew implements Crew {
  private static final long FAILED_PAUSE_NS = 10_000_000L;
  private static final long LOOK_EVERY_MS = 20;

  private final CrewPlace place;
  private final List<VirtualHandler> handlers;
  private final BlockingQueue<VirtualHandler> free;
  private ServerSocketChannel channel;
  private Thread acceptor;
  private Thread watch;
  private volatile boolean leaving;
  private volatile boolean allLeft;

  VirtualThreadCrew(CrewPlace place) {
    this.place = place;
    free = new ArrayBlockingQueue<>(place.handlers().size());
    handlers =
        place.handlers().stream()
            .map(each -> new VirtualHandler(new PeerHandler(each, place), free::add))
            .toList();
  }

  @Override
  public void start() {
    FirstWait.haveItBehind();
    channel = AdoptedChannel.open(place.handlers().getFirst().listener(), true);
    watch = Thread.ofPlatform().name("deadlines").daemon().start(this::watch);
    acceptor = Thread.ofPlatform().name("acceptor").daemon().start(this::run);
  }

  @Override
  public void stop() {
    leaving = true;
    if (channel != null) {
      PeerHandler.close(channel);
    }
  }

  @Override
  public boolean isAlive() {
    return acceptor != null && (acceptor.isAlive() || watch.isAlive());
  }

  private void run() {
    try {
      handlers.forEach(VirtualHandler::enter);
      free.addAll(handlers);
      while (!leaving) {
        VirtualHandler handler = free.poll(LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
        if (handler != null) {
          accept(handler);
        }
      }
      awaitAll();
    } catch (InterruptedException nobodyDoes) {
      Thread.currentThread().interrupt();
    } finally {
      allLeft = true;
      LockSupport.unpark(watch);
      handlers.forEach(VirtualHandler::absentUnlessLeft);
    }
  }

  /** Gives what is accepted to a free handler, or the handler back. */
  private void accept(VirtualHandler handler) {
    try {
      handler.begin(channel.accept());
    } catch (ClosedChannelException stopped) {
      free.add(handler);
      if (!leaving) {
        throw new IllegalStateException("the listening channel is gone", stopped);
      }
    } catch (IOException failure) {
      handler.countAcceptError();
      free.add(handler);
      LockSupport.parkNanos(FAILED_PAUSE_NS);
    }
  }

  /** Each leaves when it is free. */
  private void awaitAll() throws InterruptedException {
    int left = 0;
    while (left < handlers.size()) {
      VirtualHandler handler = free.poll(LOOK_EVERY_MS, TimeUnit.MILLISECONDS);
      if (handler != null) {
        handler.left();
        left++;
      }
    }
  }

  /**
   * Ends the reading of clients whose time is over. Whoever is accepted while this waits has more
   * time than it waits.
   */
  private void watch() {
    while (!allLeft) {
      long waitNs = place.population().deadlineNs();
      for (VirtualHandler handler : handlers) {
        waitNs = Math.min(waitNs, handler.expire());
      }
      LockSupport.parkNanos(this, waitNs);
    }
  }
}
