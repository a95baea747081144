package stampede.harness.micro.handover;

import java.util.concurrent.locks.ReentrantLock;
import stampede.contract.Scoreboard;
import stampede.linux.FileLock;
import stampede.linux.Futex;
import stampede.linux.NativeBuffer;
import stampede.linux.RobustLock;

/** The locks of the strategies, taken as the strategies take them, and the JDK's. */
final class Locks {
  /** Less than the default of the strategy, so that teardown need not wait for it. */
  private static final long DELAY_NS = 10_000_000L;

  private Locks() {}

  /** The robust lock of a scoreboard: {@code mutex}. */
  static Notification mutex() {
    Scoreboard scoreboard = Scoreboard.create(1);
    return new LockedRead(() -> new Robust(scoreboard.acceptLock()), scoreboard::close);
  }

  /** A lock on the scoreboard's file: {@code file-lock}. */
  static Notification fileLock() {
    Scoreboard scoreboard = Scoreboard.create(1);
    return new LockedRead(
        () -> new OfFile(FileLock.on(scoreboard.descriptor(), FileLock.Owner.DESCRIPTION)),
        scoreboard::close);
  }

  /** The robust lock, tried again after a delay when it is taken: {@code trylock}. */
  static Notification tryLock() {
    Scoreboard scoreboard = Scoreboard.create(1);
    return new LockedRead(() -> new Tried(scoreboard.acceptLock()), scoreboard::close);
  }

  /** A lock that only threads can share. */
  static Notification jdk() {
    ReentrantLock lock = new ReentrantLock();
    return new LockedRead(() -> new OfJdk(lock), () -> {});
  }

  private record Robust(RobustLock robust) implements LockedRead.Lock {
    @Override
    public void lock() {
      robust.lock();
    }

    @Override
    public void unlock() {
      robust.unlock();
    }
  }

  private record Tried(RobustLock robust, Futex sleep) implements LockedRead.Lock {
    Tried(RobustLock robust) {
      this(robust, new Futex(NativeBuffer.allocate(Integer.BYTES), 0));
    }

    @Override
    public void lock() {
      while (robust.tryLock() == RobustLock.Acquired.BUSY) {
        sleep.await(0, DELAY_NS);
      }
    }

    @Override
    public void unlock() {
      robust.unlock();
    }
  }

  private record OfFile(FileLock file) implements LockedRead.Lock {
    @Override
    public void lock() {
      FileLock.Acquired acquired = file.lock();
      while (acquired != FileLock.Acquired.HELD) {
        acquired = file.lock();
      }
    }

    @Override
    public void unlock() {
      file.unlock();
    }

    @Override
    public void close() {
      file.close();
    }
  }

  private record OfJdk(ReentrantLock java) implements LockedRead.Lock {
    @Override
    public void lock() {
      java.lock();
    }

    @Override
    public void unlock() {
      java.unlock();
    }
  }
}
