package stampede.server.strategy;

import stampede.contract.HandlerSlot;
import stampede.linux.RobustLock;
import stampede.linux.Sockets;

/**
 * A lock in shared memory around a blocking accept: one handler waits at the address, the others at
 * the lock, so there is no herd at either. When the holder dies the kernel gives the lock to the
 * next, which is counted. Origin: UNP serv04 and serv07, Apache's accept mutex, uWSGI's thunder
 * lock.
 */
final class Mutex implements HandlerStrategy {
  @Override
  public String name() {
    return "mutex";
  }

  @Override
  public Traits traits() {
    return Traits.shared(
            Traits.Notifies.ONE,
            false,
            "process-shared robust lock around a blocking accept",
            "UNP serv04 and serv07, Apache, uWSGI thunder-lock",
            "two wakeups per request (lock and accept); a stopped holder stops everybody")
        .stranding("a handler that is stopped while it holds the lock stops everybody");
  }

  @Override
  public Acceptor acceptor(HandlerPlace place) {
    int listener = place.listener().number();
    RobustLock lock = place.scoreboard().acceptLock();
    HandlerSlot slot = place.slot();
    Attempt.Reading reading = new Attempt.Reading();
    return () -> {
      if (lock.lock() == RobustLock.Acquired.FROM_THE_DEAD) {
        slot.countLockFromTheDead();
      }
      try {
        // no signal ends the wait for the lock, so whoever was to leave meanwhile passes it on
        return slot.stopWanted() ? Attempt.INTERRUPTED : reading.of(Sockets.accept(listener));
      } finally {
        lock.unlock();
      }
    };
  }
}
