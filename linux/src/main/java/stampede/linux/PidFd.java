package stampede.linux;

import java.util.Optional;

/**
 * A process held by a descriptor: unlike its number, which the kernel gives to another process once
 * this one has been waited for, it never means anybody else. Any thread. Sources: pidfd_open(2),
 * pidfd_send_signal(2), pidfd_getfd(2).
 */
public final class PidFd extends Descriptor {
  // the same on every architecture since Linux 5.1
  private static final NativeCall SEND_SIGNAL =
      NativeCall.quickSystemCall("pidfd_send_signal", 424);
  private static final NativeCall OPEN = NativeCall.quickSystemCall("pidfd_open", 434);

  /** Waits while the process is in the middle of an execve(2). */
  private static final NativeCall GETFD = NativeCall.systemCall("pidfd_getfd", 438);

  private PidFd(int number) {
    super(number);
  }

  /**
   * Holds the process that has this number now; empty when there is none.
   *
   * @param pid at least 1
   * @throws LinuxException EMFILE, ENFILE, ENOMEM, or ENOSYS before Linux 5.3
   */
  public static Optional<PidFd> open(int pid) {
    if (pid <= 0) {
      throw new IllegalArgumentException("not the id of a process: " + pid);
    }
    int result = OPEN.call(pid, 0);
    return result == Errno.ESRCH.asResult()
        ? Optional.empty()
        : Optional.of(new PidFd(LinuxException.check(result, "pidfd_open", pid)));
  }

  /**
   * Sends a signal. Returns 0, or ESRCH when the process has ended and was waited for, or EPERM.
   */
  public int send(Signal signal) {
    return SEND_SIGNAL.call(number(), signal.number(), 0, 0);
  }

  /**
   * A duplicate, owned by the caller, of a descriptor that the process has: the same open file
   * description, whose mode and position are therefore shared with it. Empty when it has no such
   * descriptor, has ended, or may not be looked into by us (which takes what ptrace(2) takes).
   *
   * @param number of the descriptor in that process
   * @throws LinuxException EMFILE, or ENOSYS before Linux 5.6
   */
  public Optional<Descriptor> descriptor(int number) {
    int result = GETFD.call(number(), number, 0);
    if (result >= 0) {
      return Optional.of(new Descriptor(result));
    }
    return switch (Errno.of(result)) {
      case EBADF, ESRCH, EPERM -> Optional.empty();
      default -> throw LinuxException.of(result, "pidfd_getfd", this, number);
    };
  }
}
