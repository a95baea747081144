package stampede.linux;

/** Signals, sent to processes and to single threads. Sources: signal(7), kill(2), tgkill(2). */
public enum Signal {
  /** Interrupt from the terminal. */
  INT(2),
  /** Quit from the terminal; some servers take it for the graceful stop. */
  QUIT(3),
  /** Ends a process whatever it does. */
  KILL(9),
  /** A signal whose meaning is a program's own; to some servers it is the graceful stop. */
  USR1(10),
  /** Asks a process to end. */
  TERM(15),
  /** Lets a stopped process go on. */
  CONT(18),
  /** Stops a process. */
  STOP(19),
  /** A real-time signal that nothing in a JVM uses: ours, to get a thread out of a blocked call. */
  NUDGE(40);

  private static final NativeCall KILL_CALL = NativeCall.quick("kill");
  private static final NativeCall TGKILL = NativeCall.quick("tgkill");

  private final int number;

  Signal(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  /** The exit code by which a shell, and Java, tell that it ended a process. */
  public int exitCode() {
    return 128 + number;
  }

  /** Sends it to a process. Returns 0, or ESRCH when there is no such process, or EPERM. */
  public int sendTo(int pid) {
    requirePositive(pid);

    return KILL_CALL.call(pid, number);
  }

  /**
   * Sends it to one thread of a process. Returns 0, or ESRCH when there is no such thread, or
   * EPERM.
   */
  public int sendTo(int pid, int tid) {
    requirePositive(pid);
    requirePositive(tid);

    return TGKILL.call(pid, tid, number);
  }

  /** Zero and below name groups of processes in kill(2); nothing here ever means a group. */
  private static void requirePositive(int id) {
    if (id <= 0) {
      throw new IllegalArgumentException("not the id of a process or thread: " + id);
    }
  }
}
