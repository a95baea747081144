package stampede.harness.micro.handover;

import stampede.linux.Epoll;
import stampede.linux.EventFd;
import stampede.linux.LinuxException;

/**
 * Each waits in an epoll instance of its own: {@code epoll}, {@code epoll-edge} and {@code
 * epoll-exclusive}, which differ in the events they ask for.
 */
final class EpollRead extends AtEventFd {
  private final int events;

  EpollRead(int events) {
    this.events = events;
  }

  @Override
  public Waiting waiting() {
    return new OwnInstance(address(), events);
  }

  private static final class OwnInstance implements Waiting {
    private final EventFd address;
    private final Epoll epoll = Epoll.create(1);

    OwnInstance(EventFd address, int events) {
      this.address = address;
      LinuxException.check(epoll.add(address.number(), events, 0), "epoll_ctl", address);
    }

    @Override
    public boolean attempt() {
      epoll.await(-1);
      return Taking.of(address);
    }

    @Override
    public void close() {
      epoll.close();
    }
  }
}
