package stampede.server.strategy;

import stampede.linux.Epoll;
import stampede.linux.Errno;

/**
 * Each handler waits in an epoll instance of its own, level triggered, then attempts a non-blocking
 * accept: the claims as they are written. Every pending request wakes every available handler; most
 * find it gone when the kernel polls again inside epoll_wait, and go back to sleep without a word,
 * so counting EAGAIN undercounts this herd. Origin: nginx before 1.11. Source: epoll(7),
 * fs/eventpoll.c.
 */
final class EpollLevel implements HandlerStrategy {
  @Override
  public String name() {
    return "epoll";
  }

  @Override
  public Traits traits() {
    return Traits.shared(
        Traits.Notifies.ALL,
        true,
        "own epoll per handler, level triggered, then non-blocking accept",
        "nginx before 1.11",
        "full herd, mostly hidden in the kernel: context switches grow with the handlers");
  }

  @Override
  public Acceptor acceptor(HandlerPlace place) {
    return new EpollAcceptor(place, Epoll.IN);
  }

  /** Waits in an epoll instance of its own for one listening socket. */
  static final class EpollAcceptor implements Acceptor {
    private final Epoll epoll = Epoll.create(1);
    private final Attempt.Reading reading = new Attempt.Reading();
    private final Accepting accepting;
    private final int listener;
    private final int eventMask;

    EpollAcceptor(HandlerPlace place, int eventMask) {
      this.accepting = place.accepting();
      this.listener = place.listener().number();
      this.eventMask = eventMask;
      register();
    }

    @Override
    public Attempt attempt() {
      int ready = epoll.await(-1);
      return ready < 0 ? reading.of(ready) : attemptNow();
    }

    /** Attempts without waiting. */
    Attempt attemptNow() {
      return reading.of(accepting.acceptNow(listener));
    }

    /** Leaves the listening socket's wait queue and joins it again at its end. */
    void rejoin() {
      epoll.remove(listener);
      register();
    }

    private void register() {
      int result = epoll.add(listener, eventMask, 0);
      if (result < 0) {
        throw new IllegalStateException("epoll_ctl(ADD, listener): " + Errno.of(result));
      }
    }

    @Override
    public void close() {
      epoll.close();
    }
  }
}
