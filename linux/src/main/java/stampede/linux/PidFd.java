package stampede.linux;

import java.util.Optional;

/**
 * A process held by a descriptor: unlike its number, which the kernel gives to another process once
 * this one has been waited for, it never means anybody else. Any thread. Sources: pidfd_open(2),
 * pidfd_send_signal(2).
 */
public final class PidFd extends Descriptor {
  // the same on every architecture since Linux 5.1
  private static final long PIDFD_SEND_SIGNAL = 424;
  private static final long PIDFD_OPEN = 434;
  private static final NativeCall SYSCALL = NativeCall.quick("syscall");

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
    int result = SYSCALL.call(PIDFD_OPEN, pid, 0);
    return result == Errno.ESRCH.asResult()
        ? Optional.empty()
        : Optional.of(new PidFd(LinuxException.check(result, "pidfd_open", pid)));
  }

  /**
   * Sends a signal. Returns 0, or ESRCH when the process has ended and was waited for, or EPERM.
   */
  public int send(Signal signal) {
    return SYSCALL.call(PIDFD_SEND_SIGNAL, number(), signal.number(), 0, 0);
  }
}
