package stampede.harness.micro.handover;

import stampede.linux.Epoll;

/** The ways to notify, by the names of the strategies that use them. */
public final class Notifications {
  private Notifications() {}

  /** A new one; {@code jdk} is a selector. */
  public static Notification of(String name) {
    return switch (name) {
      case "blocking" -> new BlockingRead();
      case "blocking-socket" -> new BlockingRecv();
      case "poll" -> new PollRead();
      case "epoll" -> new EpollRead(Epoll.IN);
      case "epoll-exclusive" -> new EpollRead(Epoll.IN | Epoll.EXCLUSIVE);
      case "epoll-edge" -> new EpollRead(Epoll.IN | Epoll.EDGE);
      case "epoll-shared" -> new SharedEpollRead();
      case "flag" -> new FlagBroadcast();
      case "uring-poll" -> new UringPoll();
      case "jdk" -> new JdkSelector();
      default -> throw new IllegalArgumentException("no notification is called " + name);
    };
  }

  /** A new one in which a lock decides who waits; {@code jdk} is a ReentrantLock. */
  public static Notification underLock(String name) {
    return switch (name) {
      case "mutex" -> Locks.mutex();
      case "file-lock" -> Locks.fileLock();
      case "trylock" -> Locks.tryLock();
      case "jdk" -> Locks.jdk();
      default -> throw new IllegalArgumentException("no lock is called " + name);
    };
  }
}
