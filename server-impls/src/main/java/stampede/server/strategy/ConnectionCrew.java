package stampede.server.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.LockSupport;
import stampede.contract.HandlerSlot;
import stampede.contract.HandlerState;
import stampede.linux.Signal;
import stampede.linux.ThisProcess;
import stampede.server.service.Service;

/**
 * An acceptor and the threads it creates, one for each connection, at most one for each slot. A
 * slot shows the acceptor's thread until it has had a thread of its own, then the last one it had.
 */
final class ConnectionCrew implements Crew {
  private static final long NUDGE_EVERY_NS = 1_000_000L;

  /** A handler's slot and its side of the protocol, for one connection after the other. */
  private record Seat(HandlerSlot slot, Service service) {}

  private final Attempt.Reading reading = new Attempt.Reading();
  private final AcceptErrors errors = new AcceptErrors();
  private final List<Seat> seats = new ArrayList<>();
  private final Queue<Seat> free;
  private final Semaphore freeSeats;
  private final Accepting accepting;
  private final int listener;
  private final boolean virtual;
  private final Thread acceptor =
      Thread.ofPlatform().name("acceptor").daemon().unstarted(this::accept);
  private volatile boolean stopping;
  private volatile int acceptorTid;

  /** The connections' threads are virtual ones or the platform's. */
  ConnectionCrew(CrewPlace place, boolean virtual) {
    this.virtual = virtual;
    this.accepting = place.handlers().getFirst().accepting();
    this.listener = place.handlers().getFirst().listener().number();
    for (HandlerPlace handler : place.handlers()) {
      Service service = new Service(place.exchanges().of(handler), place.population().deadlineNs());
      seats.add(new Seat(handler.slot(), service));
    }
    this.free = new ConcurrentLinkedQueue<>(seats);
    this.freeSeats = new Semaphore(seats.size());
  }

  @Override
  public void start() {
    acceptor.start();
  }

  /** The acceptor is nudged until it has seen it: a signal may come just before its system call. */
  @Override
  public void stop() {
    if (!stopping) {
      stopping = true;
      Thread.ofPlatform().name("acceptor-stop").daemon().start(this::nudge);
    }
  }

  private void nudge() {
    while (acceptor.isAlive()) {
      int tid = acceptorTid;
      if (tid > 0) {
        Signal.NUDGE.sendTo(ThisProcess.pid(), tid);
      }
      LockSupport.parkNanos(NUDGE_EVERY_NS);
    }
  }

  @Override
  public boolean isAlive() {
    return acceptor.isAlive();
  }

  private void accept() {
    int tid = ThisProcess.tid();
    acceptorTid = tid;
    for (Seat seat : seats) {
      seat.slot().setIdentity(ThisProcess.pid(), tid);
      seat.slot().setState(HandlerState.AVAILABLE);
    }
    while (!stopping) {
      acceptOne();
    }
    acceptorTid = 0;
    for (int left = seats.size(); left > 0; left--) {
      takeSeat().slot().setState(HandlerState.STOPPED);
    }
  }

  private void acceptOne() {
    Seat seat = takeSeat();
    Attempt attempt = stopping ? Attempt.INTERRUPTED : reading.of(accepting.accept(listener));
    if (attempt instanceof Attempt.Accepted accepted) {
      seat.slot().setState(HandlerState.SERVICING);
      seat.slot().countAccept();
      begin(seat, accepted.connection());
      return;
    }
    try {
      absorb(seat.slot(), attempt);
    } finally {
      giveBack(seat);
    }
  }

  private void absorb(HandlerSlot slot, Attempt attempt) {
    switch (attempt) {
      case Attempt.Failed failed -> {
        slot.countAcceptError();
        errors.absorb(failed.errno());
      }
      case Attempt.Interrupted interrupted -> slot.countInterruption();
      case Attempt.Empty empty -> slot.countEmptyAccept();
      case Attempt.Accepted accepted -> throw new IllegalStateException("an accept is no error");
    }
  }

  /** Waits until a service ends, which its client's deadline bounds; so does a stop. */
  private Seat takeSeat() {
    freeSeats.acquireUninterruptibly();
    return free.remove();
  }

  private void giveBack(Seat seat) {
    free.add(seat);
    freeSeats.release();
  }

  private void begin(Seat seat, int connection) {
    try {
      if (virtual) {
        Thread.ofVirtual().start(() -> serve(seat, connection));
      } else {
        Thread.ofPlatform()
            .name("connection-" + seat.slot().handler())
            .daemon()
            .start(() -> serveOnItsOwn(seat, connection));
      }
    } catch (OutOfMemoryError noThread) {
      // the machine has no thread to give: what was accepted is serviced all the same
      serve(seat, connection);
    }
  }

  private void serveOnItsOwn(Seat seat, int connection) {
    seat.slot().setIdentity(ThisProcess.pid(), ThisProcess.tid());
    serve(seat, connection);
  }

  private void serve(Seat seat, int connection) {
    try {
      seat.service().serve(connection);
    } finally {
      seat.slot().setState(HandlerState.AVAILABLE);
      giveBack(seat);
    }
  }
}
