package stampede.linux;

/**
 * What a ring can be asked to do, as far as {@link Submissions} asks for it; in the order of the
 * kernels that brought it. Source: io_uring_enter(2), linux/io_uring.h.
 */
public enum UringOperation {
  /** Nothing; it completes at once. */
  NOP(0),
  /** As poll(2), once. */
  POLL_ADD(6),
  /** Completes after a time. */
  TIMEOUT(11),
  /** accept4(2), once or until further notice. */
  ACCEPT(13),
  /** Cancels an operation that is under way. */
  ASYNC_CANCEL(14),
  /** Bounds the operation it is linked behind. */
  LINK_TIMEOUT(15),
  /** connect(2). */
  CONNECT(16),
  /** close(2). */
  CLOSE(19),
  /** send(2). */
  SEND(26),
  /** recv(2). */
  RECV(27),
  /** shutdown(2). */
  SHUTDOWN(34),
  /** socket(2); came with accepts that go on until further notice, in Linux 5.19. */
  SOCKET(45),
  /** setsockopt(2) among others, in Linux 6.7. */
  SOCKET_OPTION(46),
  /** bind(2), in Linux 6.11. */
  BIND(56);

  private final int opcode;

  UringOperation(int opcode) {
    this.opcode = opcode;
  }

  int opcode() {
    return opcode;
  }
}
