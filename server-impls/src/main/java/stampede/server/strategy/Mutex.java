package stampede.server.strategy;

import stampede.contract.HandlerSlot;
import stampede.linux.RobustLock;
import stampede.server.policy.Policies;

/**
 * A lock in shared memory around a blocking accept: one handler waits at the address, the others at
 * the lock, so there is no herd at either. When the holder dies the kernel gives the lock to the
 * next, which is counted. Origin: UNP serv04 and serv07, Apache's accept mutex, uWSGI's thunder
 * lock.
 */
final class Mutex implements HandlerStrategy {
  /**
   * No signal ends the wait for a lock. When all handlers stop, each passes it on; one that is to
   * leave alone has to look up.
   */
  private static final long LOOK_EVERY_NS = 100_000_000L;

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
    Accepting accepting = place.accepting();
    Attempt.Reading reading = new Attempt.Reading();
    boolean leavesAlone = !Policies.of(place.settings()).isFixed();
    return () -> {
      RobustLock.Acquired acquired = leavesAlone ? lock.lock(LOOK_EVERY_NS) : lock.lock();
      if (acquired == RobustLock.Acquired.BUSY) {
        return Attempt.INTERRUPTED;
      }
      if (acquired == RobustLock.Acquired.FROM_THE_DEAD) {
        slot.countLockFromTheDead();
      }
      try {
        // no signal ends the wait for the lock, so whoever was to leave meanwhile passes it on
        return slot.stopWanted() ? Attempt.INTERRUPTED : reading.of(accepting.accept(listener));
      } finally {
        lock.unlock();
      }
    };
  }
}
