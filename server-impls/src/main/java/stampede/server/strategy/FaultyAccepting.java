package stampede.server.strategy;

import stampede.contract.AcceptFaultDraws;
import stampede.linux.Poll;
import stampede.linux.Sockets;

/**
 * Makes the accepts that a fault plan lets pass, and answers for the others what the plan says. One
 * that fails is not made, so its request stays pending; one that would wait fails after its wait,
 * as it does when the kernel meets an error in the connection it takes.
 */
final class FaultyAccepting extends Accepting {
  private final AcceptFaultDraws draws;

  FaultyAccepting(AcceptFaultDraws draws) {
    this.draws = draws;
  }

  @Override
  int accept(int listener) {
    int fault = draws.next();
    if (fault < 0) {
      int ready = Poll.await(listener, Poll.IN, -1);
      if (ready < 0) {
        return ready;
      }
    }
    return fault < 0 && draws.inject() ? fault : Sockets.accept(listener);
  }

  @Override
  int acceptNow(int listener) {
    int fault = draws.next();
    return fault < 0 && draws.inject() ? fault : Sockets.acceptNow(listener);
  }
}
