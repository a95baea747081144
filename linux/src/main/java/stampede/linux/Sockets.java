package stampede.linux;

import java.lang.ref.Reference;

/**
 * The socket calls of a hot path, on bare descriptors, as their man pages have them. Each returns
 * what the call returned, or the error as a negative result ({@link Errno#of(int)}); {@link
 * #WOULD_BLOCK} and {@link #INTERRUPTED} are the two a loop meets every day. Nothing is allocated,
 * nothing is thrown, any thread.
 */
public final class Sockets {
  /** The result EAGAIN: there is nothing now. */
  public static final int WOULD_BLOCK = Errno.EAGAIN.asResult();

  /** The result EINTR: a signal came first. */
  public static final int INTERRUPTED = Errno.EINTR.asResult();

  /** The result EINPROGRESS: the connection is being made. */
  public static final int IN_PROGRESS = Errno.EINPROGRESS.asResult();

  /** Flag of recv and send: do not block, whatever the socket's mode. */
  public static final int MSG_DONTWAIT = 0x40;

  /** Flag of send: no SIGPIPE. */
  public static final int MSG_NOSIGNAL = 0x4000;

  /** All of it, or an error. */
  public static final int MSG_WAITALL = 0x100;

  /** Flag of send on TCP: more is to come, a full segment or the end, and this leaves with it. */
  public static final int MSG_MORE = 0x8000;

  /** SOCK_STREAM, for {@link #socket}. */
  public static final int STREAM = 1;

  /** SOCK_SEQPACKET, for {@link #socket}. */
  public static final int SEQPACKET = 5;

  /** SOCK_NONBLOCK: of the new open file description. */
  public static final int NONBLOCK = 0x800;

  /** SOCK_CLOEXEC. */
  public static final int CLOEXEC = 0x80000;

  private static final NativeCall SOCKET = NativeCall.quick("socket");
  private static final NativeCall ACCEPT4 = NativeCall.blocking("accept4");
  private static final NativeCall ACCEPT4_QUICK = NativeCall.quick("accept4");
  private static final NativeCall CONNECT = NativeCall.blocking("connect");
  private static final NativeCall BIND = NativeCall.blocking("bind");
  private static final NativeCall RECV = NativeCall.blocking("recv");
  private static final NativeCall SEND = NativeCall.blocking("send");
  private static final NativeCall SHUTDOWN = NativeCall.quick("shutdown");

  private Sockets() {}

  /** socket(2). */
  public static int socket(int family, int typeAndFlags) {
    return SOCKET.call(family, typeAndFlags, 0);
  }

  /**
   * accept4(2) on a listening socket that may block. The new socket blocks, whatever the listening
   * one does.
   *
   * @return the new descriptor, which the caller owns, or an error
   */
  public static int accept(int listener) {
    return ACCEPT4.call(listener, 0, 0, CLOEXEC);
  }

  /**
   * As {@link #accept(int)} on a listening socket in non-blocking mode; never call it on one that
   * blocks.
   */
  public static int acceptNow(int listener) {
    return ACCEPT4_QUICK.call(listener, 0, 0, CLOEXEC);
  }

  /** connect(2); {@link #IN_PROGRESS} is the usual answer of a non-blocking socket. */
  public static int connect(int fd, NativeBuffer sockaddr) {
    int length = (int) sockaddr.sizeBytes();
    long place = sockaddr.address(0, length);
    try {
      return CONNECT.call(fd, place, length);
    } finally {
      Reference.reachabilityFence(sockaddr);
    }
  }

  /** bind(2). */
  public static int bind(int fd, NativeBuffer sockaddr) {
    int length = (int) sockaddr.sizeBytes();
    long place = sockaddr.address(0, length);
    try {
      return BIND.call(fd, place, length);
    } finally {
      Reference.reachabilityFence(sockaddr);
    }
  }

  /**
   * recv(2) into {@code buffer} at {@code offset}.
   *
   * @return bytes received, 0 at the end of the stream, or an error
   */
  public static int recv(int fd, Memory buffer, long offset, int length, int flags) {
    long place = buffer.address(offset, length);
    try {
      return RECV.call(fd, place, length, flags);
    } finally {
      Reference.reachabilityFence(buffer);
    }
  }

  /**
   * send(2) from {@code buffer} at {@code offset}, without SIGPIPE.
   *
   * @return bytes the kernel took, which may be fewer than asked, or an error
   */
  public static int send(int fd, Memory buffer, long offset, int length, int flags) {
    long place = buffer.address(offset, length);
    try {
      return SEND.call(fd, place, length, flags | MSG_NOSIGNAL);
    } finally {
      Reference.reachabilityFence(buffer);
    }
  }

  /** shutdown(2) of the writing side: the peer sees the end of the stream. */
  public static int shutdownWrite(int fd) {
    return SHUTDOWN.call(fd, 1);
  }

  /** shutdown(2) of the reading side: a receive that waits returns 0, as at the end of a stream. */
  static int shutdownRead(int fd) {
    return SHUTDOWN.call(fd, 0);
  }
}
