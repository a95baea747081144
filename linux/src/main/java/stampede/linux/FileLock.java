package stampede.linux;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * An exclusive lock on a whole file, given up by the kernel when its owner ends. Who the owner is
 * makes the difference:
 *
 * <ul>
 *   <li>{@link Owner#DESCRIPTION} (F_OFD_SETLK): this object's open file description. Two objects
 *       exclude each other, be they in one process or in two; the lock goes when the last
 *       descriptor of that description does.
 *   <li>{@link Owner#PROCESS} (F_SETLK): the process. Its threads do not exclude each other, and
 *       the process loses the lock as soon as it closes <em>any</em> descriptor of the file.
 * </ul>
 *
 * <p>A descriptor passed to another process is still the same open file description, so each holder
 * opens its own with {@link #on}. Any thread; locking and unlocking allocate nothing. Source:
 * fcntl(2).
 */
public final class FileLock extends Descriptor {
  /** To whom a lock belongs. */
  public enum Owner {
    /** An open file description: what one {@link FileLock} is. */
    DESCRIPTION(37, 38),
    /** The whole process. */
    PROCESS(6, 7);

    private final int tryCommand;
    private final int waitCommand;

    Owner(int tryCommand, int waitCommand) {
      this.tryCommand = tryCommand;
      this.waitCommand = waitCommand;
    }
  }

  /** How locking ended. */
  public enum Acquired {
    /** The lock is held. */
    HELD,
    /** Another owner holds it; only {@link #tryLock()} says so. */
    BUSY,
    /** A signal came first; only {@link #lock()} says so. */
    INTERRUPTED
  }

  private static final short F_WRLCK = 1;
  private static final short F_UNLCK = 2;
  private static final int O_RDWR = 2;
  private static final NativeCall FCNTL = NativeCall.blocking("fcntl");
  private static final NativeCall OPEN = NativeCall.blocking("open");

  private final Owner owner;

  private FileLock(int number, Owner owner) {
    super(number);
    this.owner = owner;
  }

  /** A lock on a new file without a name, for others to share by {@link #on}. */
  public static FileLock create(String name, Owner owner) {
    return new FileLock(SharedMemory.memfd(name), owner);
  }

  /**
   * A lock on the file that {@code file} has open, which may be another lock or shared memory; it
   * stays with its owner.
   *
   * @throws LinuxException EACCES when the file may not be written
   */
  public static FileLock on(Descriptor file, Owner owner) {
    String path = "/proc/self/fd/" + file.number();
    int number;
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment text = arena.allocateFrom(path);
      int flags = O_RDWR | Sockets.CLOEXEC;
      number = OPEN.call(text.address(), flags);
    }
    return new FileLock(LinuxException.check(number, "open", path), owner);
  }

  /** Takes the lock if no other owner holds it; taking it again is {@link Acquired#HELD} too. */
  public Acquired tryLock() {
    return acquired(set(owner.tryCommand, F_WRLCK));
  }

  /**
   * Waits for the lock. It has no deadline: the end of the holder ends the wait, and so does a
   * signal.
   *
   * @throws LinuxException EDEADLK when {@link Owner#PROCESS} locks wait for each other in a ring
   */
  public Acquired lock() {
    return acquired(set(owner.waitCommand, F_WRLCK));
  }

  /** Gives the lock up; harmless when it is not held. */
  public void unlock() {
    int result = set(owner.tryCommand, F_UNLCK);
    if (result < 0) {
      throw LinuxException.of(result, "fcntl", this, owner, "F_UNLCK");
    }
  }

  private Acquired acquired(int result) {
    if (result >= 0) {
      return Acquired.HELD;
    }
    return switch (Errno.of(result)) {
      case EAGAIN, EACCES -> Acquired.BUSY;
      case EINTR -> Acquired.INTERRUPTED;
      default -> throw LinuxException.of(result, "fcntl", this, owner, "F_WRLCK");
    };
  }

  /** struct flock: type, whence, and a start and length of zero, which mean the whole file. */
  private int set(int command, short type) {
    MemorySegment flock = Native.scratch();
    flock.fill((byte) 0);
    flock.set(ValueLayout.JAVA_SHORT, 0, type);
    return FCNTL.call(number(), command, flock.address());
  }
}
