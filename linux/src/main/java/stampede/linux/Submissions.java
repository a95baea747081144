package stampede.linux;

/**
 * The operations that a ring is to carry out with its next submission. Each method prepares one: it
 * names the descriptor (or, with {@link #FIXED_FILE}, the slot of a registered one), what the call
 * of that name takes, {@code userData} that comes back with the completion, and flags of this
 * class, 0 for none.
 *
 * <p>What follows an operation with {@link #LINK} begins when that one succeeded, and is cancelled
 * (ECANCELED) when it did not. Links reach as far as one submission does. Memory that is received
 * into or sent from must stay reachable, in Java's sense too, until the completion; addresses and
 * times only until the submission.
 *
 * <p>One thread, that of the ring. Preparing is no system call and allocates nothing; when there is
 * no {@link #room} it throws {@link IllegalStateException}. Source: io_uring_enter(2).
 */
public final class Submissions {
  /** IOSQE_FIXED_FILE: the descriptor is the slot of a registered one. */
  public static final int FIXED_FILE = 1;

  /** IOSQE_IO_LINK: the next operation waits for this one's success. */
  public static final int LINK = 1 << 2;

  /** IOSQE_IO_HARDLINK: the next operation waits for this one's end. */
  public static final int HARDLINK = 1 << 3;

  /** IOSQE_ASYNC: do not try at once, leave it to a thread of the kernel. */
  public static final int ASYNC = 1 << 4;

  /** IOSQE_CQE_SKIP_SUCCESS: complete only with an error; from Linux 5.17 on. */
  public static final int SKIP_SUCCESS = 1 << 6;

  /** In place of a slot: one that is free, and that the result names. */
  public static final int ANY_SLOT = -2;

  private static final int ACCEPT_MULTISHOT = 1;
  private static final int RECV_MULTISHOT = 2;
  private static final int ACCEPT_DONTWAIT = 1 << 1;
  private static final int SOCKET_SET_OPTION = 3;
  private static final int TIMEOUTS_BYTES = 16;
  private static final long NS_PER_S = 1_000_000_000L;
  private static final int SHUT_WRITE = 1;

  private static final int BUFFER_SELECT = 1 << 5;

  private static final int FD = 4;
  private static final int OFFSET = 8;
  private static final int ADDRESS = 16;
  private static final int LENGTH = 24;
  private static final int CALL_FLAGS = 28;
  private static final int USER_DATA = 32;
  private static final int SLOT = 44;
  private static final int ADDRESS_3 = 48;

  private final RingMemory ring;
  private final RingMemory entries;
  private final NativeBuffer timeouts;
  private final long headAt;
  private final long tailAt;
  private final int capacity;
  private final int mask;
  private int tail;

  Submissions(RingMemory ring, RingMemory entries, UringSetup setup) {
    this.ring = ring;
    this.entries = entries;
    this.headAt = setup.at(UringSetup.SQ_HEAD);
    this.tailAt = setup.at(UringSetup.SQ_TAIL);
    this.capacity = setup.submissions();
    this.mask = ring.getInt(setup.at(UringSetup.SQ_MASK));
    this.tail = ring.getInt(tailAt);
    this.timeouts = NativeBuffer.allocate((long) TIMEOUTS_BYTES * capacity);
    for (int i = 0; i < capacity; i++) {
      ring.putInt(setup.at(UringSetup.SQ_ARRAY) + (long) Integer.BYTES * i, i);
    }
  }

  /** How many operations one submission takes at most. */
  public int capacity() {
    return capacity;
  }

  /** How many more may be prepared before the next submission. */
  public int room() {
    return capacity - pending();
  }

  /** How many are prepared and not yet submitted. */
  public int pending() {
    return tail - ring.getIntAcquire(headAt);
  }

  /** Shows the kernel what is prepared; how many that is. */
  int publish() {
    ring.putIntRelease(tailAt, tail);
    return pending();
  }

  /** Completes at once with 0. */
  public void nop(long userData, int flags) {
    begin(UringOperation.NOP, 0, -1, userData, flags);
  }

  /**
   * Accepts one connection; the result is its descriptor, which is closed on exec and blocks. The
   * listening socket is to be in blocking mode: kernels differ over whether the empty queue of
   * another completes with EAGAIN.
   */
  public void accept(int listener, long userData, int flags) {
    accept(listener, 0, userData, flags);
  }

  /** As {@link #accept}, but an empty queue completes with EAGAIN; from Linux 6.10 on. */
  public void acceptNow(int listener, long userData, int flags) {
    accept(listener, ACCEPT_DONTWAIT, userData, flags);
  }

  /**
   * As {@link #accept}, again and again, until a completion comes without {@link
   * Completions#hasMore}: after an error, or when the ring was full. That one may hold a connection
   * all the same. From Linux 5.19 on.
   */
  public void acceptMultishot(int listener, long userData, int flags) {
    accept(listener, ACCEPT_MULTISHOT, userData, flags);
  }

  private void accept(int listener, int how, long userData, int flags) {
    long at = begin(UringOperation.ACCEPT, how, listener, userData, flags);
    entries.putInt(at + CALL_FLAGS, Sockets.CLOEXEC);
  }

  /** A new socket; the result is its descriptor. */
  public void socket(int family, int typeAndFlags, long userData, int flags) {
    long at = begin(UringOperation.SOCKET, 0, family, userData, flags);
    entries.putLong(at + OFFSET, typeAndFlags);
  }

  /**
   * A new socket in a slot of the registered descriptors, where it is no descriptor of the process;
   * with {@link #ANY_SLOT} the result is the slot. Without {@link Sockets#CLOEXEC}.
   */
  public void socketInto(int slot, int family, int typeAndFlags, long userData, int flags) {
    long at = begin(UringOperation.SOCKET, 0, family, userData, flags);
    entries.putLong(at + OFFSET, typeAndFlags);
    entries.putInt(at + SLOT, slot + 1);
  }

  /** bind(2), from Linux 6.11 on. */
  public void bind(int fd, NativeBuffer sockaddr, long userData, int flags) {
    address(begin(UringOperation.BIND, 0, fd, userData, flags), sockaddr);
  }

  /** connect(2), complete when the connection is made or refused. */
  public void connect(int fd, NativeBuffer sockaddr, long userData, int flags) {
    address(begin(UringOperation.CONNECT, 0, fd, userData, flags), sockaddr);
  }

  private void address(long at, NativeBuffer sockaddr) {
    entries.putLong(at + ADDRESS, sockaddr.address());
    entries.putLong(at + OFFSET, sockaddr.sizeBytes());
  }

  /** Switches an option on or off; from Linux 6.7 on. */
  public void set(SocketOption option, int fd, boolean on, long userData, int flags) {
    option(fd, option.level(), option.number(), SocketOption.value(on), 4, userData, flags);
  }

  /** As {@link SocketOption#closeByReset}; from Linux 6.7 on. */
  public void closeByReset(int fd, long userData, int flags) {
    option(
        fd,
        SocketOption.SOL_SOCKET,
        SocketOption.SO_LINGER,
        SocketOption.LINGER_ZERO,
        8,
        userData,
        flags);
  }

  private void option(
      int fd, int level, int name, long value, int length, long userData, int flags) {
    long at = begin(UringOperation.SOCKET_OPTION, 0, fd, userData, flags);
    entries.putLong(at + OFFSET, SOCKET_SET_OPTION);
    entries.putInt(at + ADDRESS, level);
    entries.putInt(at + ADDRESS + Integer.BYTES, name);
    entries.putInt(at + SLOT, length);
    entries.putLong(at + ADDRESS_3, value);
  }

  /** recv(2) into {@code buffer} at {@code offset}; the result as that of the call. */
  public void recv(
      int fd, Memory buffer, long offset, int length, int callFlags, long userData, int flags) {
    long place = buffer.address(offset, length);
    transfer(UringOperation.RECV, fd, place, length, callFlags, userData, flags);
  }

  /**
   * recv(2) into one of the {@linkplain IoUring#shareReceiveBuffers shared buffers}, which the
   * flags of the completion name; ENOBUFS when all are taken.
   */
  public void recvIntoAny(int fd, long userData, int flags) {
    // the group stays 0, as begin leaves it: there is only one
    begin(UringOperation.RECV, 0, fd, userData, flags | BUFFER_SELECT);
  }

  /**
   * As {@link #recvIntoAny}, again and again whenever bytes have come, until a completion comes
   * without {@link Completions#hasMore}: after the end of the stream, an error, when all buffers
   * are taken, or when the ring was full. That one may hold bytes all the same. From Linux 6.0 on.
   */
  public void recvMultishotIntoAny(int fd, long userData, int flags) {
    begin(UringOperation.RECV, RECV_MULTISHOT, fd, userData, flags | BUFFER_SELECT);
  }

  /** send(2) from {@code buffer} at {@code offset}, without SIGPIPE. */
  public void send(
      int fd, Memory buffer, long offset, int length, int callFlags, long userData, int flags) {
    long place = buffer.address(offset, length);
    int quiet = callFlags | Sockets.MSG_NOSIGNAL;
    transfer(UringOperation.SEND, fd, place, length, quiet, userData, flags);
  }

  private void transfer(
      UringOperation operation,
      int fd,
      long place,
      int length,
      int callFlags,
      long userData,
      int flags) {
    long at = begin(operation, 0, fd, userData, flags);
    entries.putLong(at + ADDRESS, place);
    entries.putInt(at + LENGTH, length);
    entries.putInt(at + CALL_FLAGS, callFlags);
  }

  /** shutdown(2) of the writing side. */
  public void shutdownWrite(int fd, long userData, int flags) {
    long at = begin(UringOperation.SHUTDOWN, 0, fd, userData, flags);
    entries.putInt(at + LENGTH, SHUT_WRITE);
  }

  /** close(2). */
  public void close(int fd, long userData, int flags) {
    begin(UringOperation.CLOSE, 0, fd, userData, flags);
  }

  /** Closes what is in a slot of the registered descriptors, which is free again. */
  public void closeSlot(int slot, long userData, int flags) {
    long at = begin(UringOperation.CLOSE, 0, 0, userData, flags);
    entries.putInt(at + SLOT, slot + 1);
  }

  /**
   * Cancels the oldest operation with {@code cancelled} as its user data. The result is 0, ENOENT
   * when there is none, or EALREADY when it is about to complete. What is cancelled completes with
   * ECANCELED; but it may have succeeded just before, so look at its result.
   */
  public void cancel(long cancelled, long userData, int flags) {
    long at = begin(UringOperation.ASYNC_CANCEL, 0, -1, userData, flags);
    entries.putLong(at + ADDRESS, cancelled);
  }

  /** Completes when one of {@code events} of {@link Poll} holds; the result is those that hold. */
  public void pollAdd(int fd, short events, long userData, int flags) {
    long at = begin(UringOperation.POLL_ADD, 0, fd, userData, flags);
    entries.putInt(at + CALL_FLAGS, events & 0xffff);
  }

  /** Completes with ETIME after {@code timeoutNs}, at least 0, or with ECANCELED. */
  public void timeout(long timeoutNs, long userData, int flags) {
    timeout(UringOperation.TIMEOUT, timeoutNs, userData, flags);
  }

  /**
   * Cancels the operation prepared just before it, which has {@link #LINK}, when that is not
   * complete after {@code timeoutNs}: the result is then ETIME, otherwise ECANCELED. Not with
   * {@link #SKIP_SUCCESS}.
   */
  public void linkTimeout(long timeoutNs, long userData, int flags) {
    timeout(UringOperation.LINK_TIMEOUT, timeoutNs, userData, flags);
  }

  private void timeout(UringOperation operation, long timeoutNs, long userData, int flags) {
    long timeout = (long) TIMEOUTS_BYTES * (tail & mask);
    long at = begin(operation, 0, -1, userData, flags);
    timeouts.putLong(timeout, timeoutNs / NS_PER_S);
    timeouts.putLong(timeout + 8, timeoutNs % NS_PER_S);
    entries.putLong(at + ADDRESS, timeouts.address() + timeout);
    entries.putInt(at + LENGTH, 1);
  }

  /** Takes the next entry and fills in what all have; where it lies. */
  private long begin(UringOperation operation, int how, int fd, long userData, int flags) {
    if (room() == 0) {
      throw new IllegalStateException("all " + capacity + " entries are prepared: submit them");
    }
    long at = (long) UringSetup.ENTRY_BYTES * (tail & mask);
    tail++;
    entries.putInt(at, operation.opcode() | flags << 8 | how << 16);
    entries.putInt(at + FD, fd);
    entries.putLong(at + OFFSET, 0);
    entries.putLong(at + ADDRESS, 0);
    entries.putLong(at + LENGTH, 0);
    entries.putLong(at + USER_DATA, userData);
    entries.putLong(at + USER_DATA + 8, 0);
    entries.putLong(at + ADDRESS_3, 0);
    return at;
  }
}
