package stampede.server.strategy;

import java.util.Set;
import stampede.contract.HandlerSlot;
import stampede.linux.Futex;
import stampede.linux.NativeBuffer;
import stampede.linux.Poll;
import stampede.linux.RobustLock;
import stampede.server.Settings;
import stampede.server.UsageException;

/**
 * A lock that is only tried: who has it waits for a request, accepts it, and gives the lock back
 * before servicing; who does not have it sleeps for {@code delay} and tries again. Nobody is told
 * that the lock is free, so while its last holder services and the others sleep out their delay, a
 * request waits at most that long although handlers are available. Origin: nginx with accept_mutex
 * and accept_mutex_delay, whose workers wait so for other events too. Source: nginx
 * src/event/ngx_event_accept.c, pthread_mutex_trylock(3).
 */
final class TryLock implements HandlerStrategy {
  @Override
  public String name() {
    return "trylock";
  }

  @Override
  public Traits traits() {
    return Traits.shared(
            Traits.Notifies.ONE,
            true,
            "robust lock that is tried; who does not get it sleeps a delay (delay=500ms)",
            "nginx accept_mutex",
            "one handler grabs all; the delay shows in the latency; a stopped holder stops"
                + " everybody")
        .stranding(
            "for at most the delay, while the last holder services and the others sleep; for as"
                + " long as a handler is stopped that holds the lock");
  }

  @Override
  public Set<String> keys() {
    return Set.of("delay");
  }

  @Override
  public void check(Settings settings) {
    if (delayNs(settings) <= 0) {
      throw new UsageException(settings.name() + ": delay= must be more than nothing");
    }
  }

  private static long delayNs(Settings settings) {
    return settings.durationNs("delay", "500ms");
  }

  @Override
  public Acceptor acceptor(HandlerPlace place) {
    return new TryingAcceptor(place, delayNs(place.settings()));
  }

  private static final class TryingAcceptor implements Acceptor {
    private final Attempt.Reading reading = new Attempt.Reading();

    /** Nobody ever wakes it: only the delay or a signal ends this sleep. */
    private final Futex sleep = new Futex(NativeBuffer.allocate(Integer.BYTES), 0);

    private final RobustLock lock;
    private final Accepting accepting;
    private final int listener;
    private final HandlerSlot slot;
    private final long delayNs;

    TryingAcceptor(HandlerPlace place, long delayNs) {
      this.lock = place.scoreboard().acceptLock();
      this.accepting = place.accepting();
      this.listener = place.listener().number();
      this.slot = place.slot();
      this.delayNs = delayNs;
    }

    @Override
    public Attempt attempt() {
      RobustLock.Acquired acquired = lock.tryLock();
      while (acquired == RobustLock.Acquired.BUSY) {
        if (sleep.await(0, delayNs) == Futex.Ended.INTERRUPTED) {
          return Attempt.INTERRUPTED;
        }
        acquired = lock.tryLock();
      }
      if (acquired == RobustLock.Acquired.FROM_THE_DEAD) {
        slot.countLockFromTheDead();
      }
      try {
        int ready = Poll.await(listener, Poll.IN, -1);
        return reading.of(ready < 0 ? ready : accepting.acceptNow(listener));
      } finally {
        lock.unlock();
      }
    }
  }
}
