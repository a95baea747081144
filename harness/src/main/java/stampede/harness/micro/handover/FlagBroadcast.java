package stampede.harness.micro.handover;

import stampede.linux.EventFd;
import stampede.linux.Futex;
import stampede.linux.NativeBuffer;

/**
 * All sleep on one word in memory, and a broadcast wakes all: {@code flag}. The word counts what
 * was put there, so that no waiter misses one and none has to lower it.
 */
final class FlagBroadcast extends AtEventFd {
  private final NativeBuffer word = NativeBuffer.allocate(Integer.BYTES);
  private final Futex flag = new Futex(word, 0);

  @Override
  public void signal() {
    super.signal();
    word.getAndAddInt(0, 1);
    flag.wakeAll();
  }

  @Override
  public Waiting waiting() {
    return new Watcher(address(), word, flag);
  }

  private static final class Watcher implements Waiting {
    private final EventFd address;
    private final NativeBuffer word;
    private final Futex flag;
    private int seen;

    Watcher(EventFd address, NativeBuffer word, Futex flag) {
      this.address = address;
      this.word = word;
      this.flag = flag;
    }

    @Override
    public boolean attempt() {
      int now = word.getIntVolatile(0);
      while (now == seen) {
        flag.await(seen, -1);
        now = word.getIntVolatile(0);
      }
      seen = now;
      return Taking.of(address);
    }
  }
}
