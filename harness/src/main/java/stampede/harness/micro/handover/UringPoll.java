package stampede.harness.micro.handover;

import stampede.linux.EventFd;
import stampede.linux.IoUring;
import stampede.linux.LinuxException;
import stampede.linux.Poll;

/** Each waits for a poll in a ring of its own, armed anew each time, and all are told. */
final class UringPoll extends AtEventFd {
  @Override
  public Waiting waiting() {
    return new OwnRing(address());
  }

  private static final class OwnRing implements Waiting {
    private final EventFd address;
    private final IoUring ring = IoUring.create(1, 2, IoUring.Completing.WHILE_WAITING);

    OwnRing(EventFd address) {
      this.address = address;
    }

    @Override
    public boolean attempt() {
      ring.submissions().pollAdd(address.number(), Poll.IN, 1, 0);
      LinuxException.check(ring.submitAndWait(1, -1), "io_uring_enter");
      LinuxException.check(ring.completions().result(0), "IORING_OP_POLL_ADD", address);
      ring.completions().advance(1);
      return Taking.of(address);
    }

    @Override
    public void close() {
      ring.close();
    }
  }
}
