package stampede.harness.micro.handover;

import stampede.linux.EventFd;

/**
 * All wait in the read itself, are all woken inside the kernel, and one of them has it: {@code
 * blocking}.
 */
final class BlockingRead extends AtEventFd {
  BlockingRead() {
    super(EventFd.createBlocking(true));
  }

  @Override
  public Waiting waiting() {
    return () -> Taking.of(address());
  }
}
