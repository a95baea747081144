package stampede.server.strategy;

import java.util.Optional;
import stampede.linux.Futex;
import stampede.linux.ListeningSocket;
import stampede.linux.Poll;
import stampede.linux.Sockets;

/**
 * The claims' own flag: a word in shared memory that says whether requests are pending, readable by
 * anybody at any time, and a broadcast to all available handlers when it is raised. A watcher
 * beside the handlers waits for the buffer to have something in it, raises the flag and wakes
 * everybody; whoever sees the buffer empty, after an accept or instead of one, lowers it and tells
 * the watcher, who looks at the buffer once more. While the flag is up the watcher sleeps, so it
 * does not spin when all handlers are busy. The flag is never wrong for longer than the watcher
 * takes to look. Origin: claims 10, 15 and 20. Source: futex(2).
 */
final class Flag implements HandlerStrategy {
  /** How long a flag may stay wrong because a handler died before it told the watcher. */
  private static final long RECHECK_NS = 10_000_000L;

  @Override
  public String name() {
    return "flag";
  }

  @Override
  public Traits traits() {
    return Traits.shared(
        Traits.Notifies.ALL,
        true,
        "a flag in shared memory while requests are pending, broadcast with futex",
        "the claims' own flag",
        "full herd by design; every request passes through the watcher when handlers are idle");
  }

  @Override
  public Provision provide(ProvisionPlace place) {
    Watcher watcher = new Watcher(place.sockets().getFirst(), new PendingFlag(place.scoreboard()));
    return new Provision() {
      @Override
      public Optional<Attendant> attendant() {
        return Optional.of(watcher);
      }
    };
  }

  @Override
  public Acceptor acceptor(HandlerPlace place) {
    int listener = place.listener().number();
    PendingFlag flag = new PendingFlag(place.scoreboard());
    Accepting accepting = place.accepting();
    Attempt.Reading reading = new Attempt.Reading();
    return () -> {
      if (flag.awaitRaised() == Futex.Ended.INTERRUPTED) {
        return Attempt.INTERRUPTED;
      }
      int result = accepting.acceptNow(listener);
      if (result == Sockets.WOULD_BLOCK || (result >= 0 && isEmpty(listener))) {
        flag.lower();
      }
      return reading.of(result);
    };
  }

  private static boolean isEmpty(int listener) {
    return Poll.await(listener, Poll.IN, 0) <= 0;
  }

  /** Raises the flag whenever the buffer is not empty and the flag does not say so. */
  private record Watcher(int listener, PendingFlag flag) implements Attendant {
    Watcher(ListeningSocket listener, PendingFlag flag) {
      this(listener.number(), flag);
    }

    @Override
    public void attend() {
      if (flag.awaitLowered(RECHECK_NS)) {
        if (Poll.await(listener, Poll.IN, -1) > 0) {
          flag.raise();
        }
      } else if (isEmpty(listener)) {
        flag.lower();
      }
    }
  }
}
