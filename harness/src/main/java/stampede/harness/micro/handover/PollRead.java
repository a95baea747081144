package stampede.harness.micro.handover;

import stampede.linux.Poll;

/** All wait in ppoll, and all are told: {@code poll}. */
final class PollRead extends AtEventFd {
  @Override
  public Waiting waiting() {
    return () -> {
      Poll.await(address().number(), Poll.IN, -1);
      return Taking.of(address());
    };
  }
}
