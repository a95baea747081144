package stampede.harness.micro.bench;

import java.util.concurrent.locks.ReentrantLock;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import stampede.contract.Scoreboard;
import stampede.linux.FileLock;
import stampede.linux.RobustLock;

/** What taking and giving back a lock costs that nobody else wants. */
@State(Scope.Thread)
public class FreeLock {
  private final ReentrantLock javaLock = new ReentrantLock();
  private Scoreboard scoreboard;
  private RobustLock robust;
  private FileLock file;

  /** The locks of a scoreboard, as the strategies use them. */
  @Setup
  public void open() {
    scoreboard = Scoreboard.create(1);
    robust = scoreboard.acceptLock();
    file = FileLock.on(scoreboard.descriptor(), FileLock.Owner.DESCRIPTION);
  }

  /** Gives the memory back. */
  @TearDown
  public void close() {
    file.close();
    scoreboard.close();
  }

  /** The lock of the strategy {@code mutex}. */
  @Benchmark
  @Measures("lock and unlock of the robust lock of mutex")
  public RobustLock.Acquired mutex() {
    RobustLock.Acquired acquired = robust.lock();
    robust.unlock();
    return held(acquired);
  }

  /** The same lock as {@code trylock} takes it. */
  @Benchmark
  @Measures("tryLock and unlock of the same lock, as trylock does it")
  public RobustLock.Acquired trylock() {
    RobustLock.Acquired acquired = robust.tryLock();
    robust.unlock();
    return held(acquired);
  }

  private static RobustLock.Acquired held(RobustLock.Acquired acquired) {
    if (acquired != RobustLock.Acquired.CLEAN) {
      throw new IllegalStateException("the lock was " + acquired);
    }
    return acquired;
  }

  /** The lock of the strategy {@code file-lock}. */
  @Benchmark
  @Measures("fcntl lock and unlock of file-lock: two system calls")
  public FileLock.Acquired fileLock() {
    FileLock.Acquired acquired = file.lock();
    file.unlock();
    return acquired;
  }

  /** A lock that only threads of one process can share, and that no death gives back. */
  @Benchmark
  @Measures("lock and unlock of a ReentrantLock, which processes cannot share")
  public int jdk() {
    javaLock.lock();
    try {
      return javaLock.getHoldCount();
    } finally {
      javaLock.unlock();
    }
  }
}
