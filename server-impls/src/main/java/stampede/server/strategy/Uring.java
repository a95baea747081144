package stampede.server.strategy;

import java.util.Optional;
import stampede.linux.IoUring;
import stampede.linux.UringOperation;

/**
 * Each handler has an io_uring of its own and asks it for one connection at a time: one call
 * submits the accept and waits for it, and takes what is pending without waiting. Where nothing is,
 * the kernel lets the accept wait as an exclusive waiter that leaves the line when it is woken and
 * joins it again at the end, so one handler is woken per request, in turns. While a handler
 * services it has no accept under way, so it hoards nothing.
 *
 * <p>The kernel carries out a woken accept in the thread that asked for it. A handler that is
 * stopped or killed just then has taken the wakeup with it: the request stays in the buffer, and
 * the next handler to look there finds it. Sources: io_uring(7), io_uring/net.c, io_uring/poll.c.
 */
final class Uring implements HandlerStrategy {
  @Override
  public String name() {
    return "uring";
  }

  @Override
  public Traits traits() {
    return Traits.shared(
            Traits.Notifies.ONE,
            false,
            "one-shot accept in an io_uring per handler; the kernel wakes one, in turns",
            "Linux 5.5",
            "a stopped handler keeps the wakeup of one request, which waits for the next to look")
        .stranding("the wakeup of a request may go to a handler that is stopped just then");
  }

  @Override
  public Optional<String> refusesFaultPlans() {
    return UringAcceptor.REFUSES_FAULT_PLANS;
  }

  @Override
  public Optional<String> unavailable() {
    return IoUring.unavailable(UringOperation.ACCEPT, UringOperation.ASYNC_CANCEL);
  }

  @Override
  public Acceptor acceptor(HandlerPlace place) {
    return new UringAcceptor(place.listener().number(), 1, IoUring.Completing.WHILE_WAITING, false);
  }
}
