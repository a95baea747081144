package stampede.server.strategy;

import stampede.linux.Epoll;
import stampede.linux.EventFd;
import stampede.linux.Poll;
import stampede.linux.Sockets;
import stampede.server.strategy.EpollShared.Trigger;

/**
 * One handler's way into an epoll instance that all handlers share. Whatever event it takes out, it
 * sees to it that another handler is told of what is left in the buffer.
 */
final class SharedEpollAcceptor implements Acceptor {
  private final Attempt.Reading reading = new Attempt.Reading();
  private final Epoll epoll;
  private final EventFd bell;
  private final Accepting accepting;
  private final int listener;
  private final Trigger trigger;

  /** Owns {@code epoll} and {@code bell}. */
  SharedEpollAcceptor(
      Epoll epoll, EventFd bell, Accepting accepting, int listener, Trigger trigger) {
    this.epoll = epoll;
    this.bell = bell;
    this.accepting = accepting;
    this.listener = listener;
    this.trigger = trigger;
    // whoever was here before may have died between taking the event and passing it on
    passOn();
  }

  @Override
  public Attempt attempt() {
    int ready = epoll.await(-1);
    if (ready < 0) {
      return reading.of(ready);
    }
    int result = accepting.acceptNow(listener);
    // after EAGAIN the next arrival is an edge of its own
    if (result != Sockets.WOULD_BLOCK || trigger == Trigger.ONESHOT) {
      passOn();
    }
    return reading.of(result);
  }

  private void passOn() {
    switch (trigger) {
      case LEVEL -> {}
      case EDGE -> {
        if (Poll.await(listener, Poll.IN, 0) > 0) {
          bell.signal(1);
        }
      }
      case ONESHOT -> epoll.modify(listener, trigger.mask, 0);
    }
  }

  @Override
  public void close() {
    epoll.close();
    bell.close();
  }
}
