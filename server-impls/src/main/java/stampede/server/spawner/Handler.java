package stampede.server.spawner;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import stampede.contract.HandlerSlot;
import stampede.contract.HandlerState;
import stampede.linux.Affinity;
import stampede.linux.Errno;
import stampede.linux.ThisProcess;
import stampede.server.Population;
import stampede.server.service.Service;
import stampede.server.strategy.Acceptor;
import stampede.server.strategy.Attempt;
import stampede.server.strategy.HandlerPlace;
import stampede.server.strategy.HandlerStrategy;

/**
 * A handler: waits and attempts as its strategy does, services what it accepts, processes the error
 * condition when it finds nothing, and goes back to waiting (claims 1, 13, 23). It runs on a
 * platform thread of its own, in the spawner's process or in a handler process, and leaves when its
 * slot says so.
 */
final class Handler implements Runnable {
  /** How long a handler that is out of descriptors or memory waits before it tries again. */
  private static final long EXHAUSTED_PAUSE_NS = 10_000_000L;

  // sets, made at the start: a switch would load a class, for which no descriptor may be left
  private static final Set<Errno> EXHAUSTED =
      EnumSet.of(Errno.EMFILE, Errno.ENFILE, Errno.ENOBUFS, Errno.ENOMEM);
  private static final Set<Errno> GONE = EnumSet.of(Errno.EBADF, Errno.EINVAL, Errno.ENOTSOCK);

  private final HandlerStrategy strategy;
  private final HandlerPlace place;
  private final HandlerSlot slot;
  private final Population population;
  private final Evidence evidence;

  Handler(HandlerStrategy strategy, HandlerPlace place, Population population, Evidence evidence) {
    this.strategy = strategy;
    this.place = place;
    this.slot = place.slot();
    this.population = population;
    this.evidence = evidence;
  }

  @Override
  public void run() {
    if (population.spread()) {
      Affinity.placeThisThreadInTurn(slot.handler());
    }
    Service service = new Service(evidence.exchange(place), population.deadlineNs());
    try (Acceptor acceptor = strategy.acceptor(place)) {
      slot.setIdentity(ThisProcess.pid(), ThisProcess.tid());
      slot.setState(HandlerState.AVAILABLE);
      while (!slot.stopWanted()) {
        process(acceptor.attempt(), service);
      }
      acceptor.stopAccepting();
      while (acceptor.holdsAccepted()) {
        process(acceptor.attempt(), service);
      }
      slot.setState(HandlerState.STOPPED);
    } finally {
      if (slot.state() != HandlerState.STOPPED) {
        slot.setState(HandlerState.ABSENT);
      }
    }
  }

  private void process(Attempt attempt, Service service) {
    switch (attempt) {
      case Attempt.Accepted accepted -> {
        slot.setState(HandlerState.SERVICING);
        slot.countAccept();
        service.serve(accepted.connection());
        slot.setState(HandlerState.AVAILABLE);
      }
      case Attempt.Empty empty -> slot.countEmptyAccept();
      case Attempt.Interrupted interrupted -> slot.countInterruption();
      case Attempt.Failed failed -> absorb(failed.errno());
    }
  }

  /**
   * Errors of the coming connection pass (accept(2): treat them like EAGAIN). Being out of
   * something keeps the request pending and the handler would spin, so it pauses. A socket that is
   * gone ends the handler.
   */
  private void absorb(Errno errno) {
    slot.countAcceptError();
    if (EXHAUSTED.contains(errno)) {
      LockSupport.parkNanos(EXHAUSTED_PAUSE_NS);
    } else if (GONE.contains(errno)) {
      throw new IllegalStateException("the listening socket is gone: " + errno);
    }
  }
}
