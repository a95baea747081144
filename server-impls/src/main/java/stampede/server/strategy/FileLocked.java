package stampede.server.strategy;

import stampede.contract.HandlerSlot;
import stampede.linux.FileLock;

/**
 * A lock on a file around a blocking accept: one handler waits at the address, the others at the
 * lock. The file is the scoreboard's, which has no name, and each handler opens it anew, because an
 * open file description is what the lock belongs to; so threads exclude each other as processes do,
 * and the kernel frees the lock of a holder that dies. Origin: UNP serv03. Source: fcntl(2), "Open
 * file description locks".
 */
final class FileLocked implements HandlerStrategy {
  @Override
  public String name() {
    return "file-lock";
  }

  @Override
  public Traits traits() {
    return Traits.shared(
            Traits.Notifies.ONE,
            false,
            "fcntl lock around a blocking accept",
            "UNP serv03",
            "slow: two more system calls and several wakeups a request; a stopped holder stops"
                + " everybody")
        .stranding("a handler that is stopped while it holds the lock stops everybody");
  }

  @Override
  public Acceptor acceptor(HandlerPlace place) {
    return new LockingAcceptor(
        FileLock.on(place.scoreboard().descriptor(), FileLock.Owner.DESCRIPTION), place);
  }

  private static final class LockingAcceptor implements Acceptor {
    private final Attempt.Reading reading = new Attempt.Reading();
    private final FileLock lock;
    private final Accepting accepting;
    private final int listener;
    private final HandlerSlot slot;

    LockingAcceptor(FileLock lock, HandlerPlace place) {
      this.lock = lock;
      this.accepting = place.accepting();
      this.listener = place.listener().number();
      this.slot = place.slot();
    }

    @Override
    public Attempt attempt() {
      if (lock.lock() == FileLock.Acquired.INTERRUPTED) {
        return Attempt.INTERRUPTED;
      }
      try {
        return slot.stopWanted() ? Attempt.INTERRUPTED : reading.of(accepting.accept(listener));
      } finally {
        lock.unlock();
      }
    }

    @Override
    public void close() {
      lock.close();
    }
  }
}
