package stampede.harness.micro.handover;

import stampede.linux.Epoll;
import stampede.linux.LinuxException;

/** All wait in one epoll instance that holds the address, edge triggered: {@code epoll-shared}. */
final class SharedEpollRead extends AtEventFd {
  private final Epoll shared = Epoll.create(1);

  SharedEpollRead() {
    int result = shared.add(address().number(), Epoll.IN | Epoll.EDGE, 0);
    LinuxException.check(result, "epoll_ctl", address());
  }

  @Override
  public Waiting waiting() {
    Epoll mine = Epoll.share(shared.duplicate(), 1);
    return new Waiting() {
      @Override
      public boolean attempt() {
        mine.await(-1);
        return Taking.of(address());
      }

      @Override
      public void close() {
        mine.close();
      }
    };
  }

  @Override
  public void close() {
    shared.close();
    super.close();
  }
}
