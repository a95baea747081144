package stampede.server.spawner;

import stampede.contract.HandlerSlot;
import stampede.contract.HandlerState;
import stampede.linux.Affinity;
import stampede.linux.ThisProcess;
import stampede.server.Population;
import stampede.server.service.Service;
import stampede.server.strategy.AcceptErrors;
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
  private final AcceptErrors errors = new AcceptErrors();
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
    Service service =
        new Service(evidence.exchange(place, population.extra()), population.deadlineNs());
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
      case Attempt.Failed failed -> {
        slot.countAcceptError();
        errors.absorb(failed.errno());
      }
    }
  }
}
