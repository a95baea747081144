package stampede.server.strategy;

import java.util.Optional;
import java.util.Set;
import stampede.linux.IoUring;
import stampede.linux.UringOperation;
import stampede.server.Settings;
import stampede.server.UsageException;

/**
 * As {@link Uring} with an accept that goes on until further notice: the kernel puts connections
 * into the handler's ring as they come, also while the handler services, and the handler takes the
 * next without a call. It stays first in the line of those that wait, so whatever comes is its own,
 * whether it is available or not: it hoards, and what it has accepted dies with it.
 *
 * <p>The size of the ring ends that. When a connection finds it full, the kernel keeps that one
 * too, ends the accept, and tells the next handler; the first joins the line again, at its end,
 * when it has taken all it holds. With {@code ring=N} the ring has room for N, a power of two: a
 * handler then has at most N + 1 waiting behind the one it services. The larger, the fewer calls,
 * and the longer requests wait while others idle. Sources: io_uring_enter(2), io_uring/net.c.
 */
final class UringMultishot implements HandlerStrategy {
  private static final int DEFAULT_ROOM = 1;
  private static final int MOST_ROOM = 4096;

  @Override
  public String name() {
    return "uring-multishot";
  }

  @Override
  public Traits traits() {
    return Traits.shared(
            Traits.Notifies.ONE,
            false,
            "multishot accept in an io_uring per handler, into a ring of room for ring=1",
            "zig, Netty 4.2",
            "a handler hoards while others idle; what it holds dies with it; a full ring ends the"
                + " accept, which must be armed again")
        .stranding(
            "requests wait for a busy or stopped handler, in its ring, or in the buffer when it was"
                + " the one told")
        .hoarding();
  }

  @Override
  public Set<String> keys() {
    return Set.of("ring");
  }

  @Override
  public void check(Settings settings) {
    room(settings);
  }

  private static int room(Settings settings) {
    int room = settings.number("ring", DEFAULT_ROOM, 1, MOST_ROOM);
    if (Integer.bitCount(room) != 1) {
      throw new UsageException("ring=" + room + ": the room of a ring is a power of two");
    }
    return room;
  }

  @Override
  public int holdsAtMost(Settings settings) {
    return room(settings) + 1;
  }

  @Override
  public Optional<String> refusesFaultPlans() {
    return UringAcceptor.REFUSES_FAULT_PLANS;
  }

  /** SOCKET stands for Linux 5.19, which brought both. */
  @Override
  public Optional<String> unavailable() {
    return IoUring.unavailable(UringOperation.SOCKET, UringOperation.ASYNC_CANCEL);
  }

  /**
   * The kernel is to accept also while the handler is in other calls: else it would keep the
   * handler's place in the line, and no other would be told.
   */
  @Override
  public Acceptor acceptor(HandlerPlace place) {
    return new UringAcceptor(
        place.listener().number(), room(place.settings()), IoUring.Completing.IN_ANY_CALL, true);
  }
}
