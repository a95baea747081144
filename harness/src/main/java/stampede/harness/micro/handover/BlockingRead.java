package stampede.harness.micro.handover;

import stampede.linux.EventFd;

/**
 * All wait in the read itself, are all woken inside the kernel, and one of them has it: {@code
 * blocking}.
 */
final class BlockingRead implements Notification {
  private final EventFd address = EventFd.createBlocking(true);

  @Override
  public void signal() {
    Taking.put(address);
  }

  @Override
  public Waiting waiting() {
    return () -> Taking.of(address);
  }

  @Override
  public void close() {
    address.close();
  }
}
