package stampede.harness.micro.handover;

import stampede.linux.EventFd;
import stampede.linux.Poll;

/** All wait in ppoll, and all are told: {@code poll}. */
final class PollRead implements Notification {
  private final EventFd address = EventFd.create(true);

  @Override
  public void signal() {
    Taking.put(address);
  }

  @Override
  public Waiting waiting() {
    return () -> {
      Poll.await(address.number(), Poll.IN, -1);
      return Taking.of(address);
    };
  }

  @Override
  public void close() {
    address.close();
  }
}
