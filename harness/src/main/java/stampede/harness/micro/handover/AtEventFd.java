package stampede.harness.micro.handover;

import stampede.linux.EventFd;
import stampede.linux.LinuxException;

/**
 * The address is an eventfd, which all waiters share; how each waits for it is its child's doing.
 */
abstract class AtEventFd implements Notification {
  private final EventFd address;

  /** At one that never blocks. */
  AtEventFd() {
    this(EventFd.create(true));
  }

  /** At this one, which it closes. */
  AtEventFd(EventFd address) {
    this.address = address;
  }

  final EventFd address() {
    return address;
  }

  /** Puts one there; the counter never fills, for who puts waits until it is taken. */
  @Override
  public void signal() {
    LinuxException.check(address.signal(1), "write", address);
  }

  @Override
  public void close() {
    address.close();
  }
}
