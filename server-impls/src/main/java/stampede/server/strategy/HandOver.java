package stampede.server.strategy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import stampede.contract.HandlerSlot;
import stampede.contract.HandlerState;
import stampede.linux.Descriptor;
import stampede.linux.DescriptorPipe;
import stampede.linux.Errno;
import stampede.linux.Poll;
import stampede.linux.Sockets;

/**
 * What a {@link Dispatcher} needs: a socket pair for each handler, the gates, and the acceptor. It
 * takes hold of a handler's gate before it accepts, so it never has a connection that it cannot
 * hand on. Keeps both ends of every pair, so that nothing is lost with a handler.
 */
final class HandOver implements Provision, Attendant {
  private static final int NOBODY = -1;

  /** What tells its accepts from those of handlers. */
  private static final long DISPATCHER = -1;

  /** How long it sleeps at most when nobody is free: a handler that died opens no gate. */
  private static final long LOOK_AGAIN_NS = 10_000_000L;

  private final AcceptErrors errors = new AcceptErrors();
  private final Accepting accepting;
  private final int listener;
  private final boolean inTurn;
  private final Gates gates;
  private final List<DescriptorPipe.Ends> pairs = new ArrayList<>();
  private final DescriptorPipe[] pipes;
  private final HandlerSlot[] slots;
  private int last = NOBODY;

  /** With {@code inTurn}, handlers have their turns whether they are available or not. */
  HandOver(ProvisionPlace place, boolean inTurn) {
    this.accepting = HandlerPlace.accepting(place.settings(), place.scoreboard(), DISPATCHER);
    this.listener = place.sockets().getFirst().number();
    this.inTurn = inTurn;
    this.gates = Gates.create(place.most());
    this.pipes = new DescriptorPipe[place.most()];
    this.slots = new HandlerSlot[place.most()];
    for (int handler = 0; handler < place.most(); handler++) {
      DescriptorPipe.Ends ends = DescriptorPipe.pair();
      pairs.add(ends);
      pipes[handler] = DescriptorPipe.sending(ends.sender());
      slots[handler] = place.scoreboard().slot(handler);
    }
  }

  @Override
  public List<Descriptor> forHandler(int handler) {
    return List.of(pairs.get(handler).receiver(), gates.descriptor());
  }

  @Override
  public Optional<Attendant> attendant() {
    return Optional.of(this);
  }

  @Override
  public void attend() {
    int handler = next();
    if (handler == NOBODY) {
      awaitSomebody();
      return;
    }
    if (!gates.hold(handler)) {
      return;
    }
    int connection = accepting.acceptNow(listener);
    if (connection >= 0) {
      hand(handler, connection);
      return;
    }
    gates.release(handler, true);
    if (connection == Sockets.WOULD_BLOCK) {
      Poll.await(listener, Poll.IN, -1);
    } else {
      errors.absorb(Errno.of(connection));
    }
  }

  /** The handler after the last one that may be handed something now. */
  private int next() {
    for (int i = 1; i <= slots.length; i++) {
      int handler = (last + i) % slots.length;
      if (mayHandTo(handler)) {
        return handler;
      }
    }
    return NOBODY;
  }

  private boolean mayHandTo(int handler) {
    if (!gates.isOpen(handler)) {
      return false;
    }
    HandlerState state = slots[handler].state();
    return inTurn
        ? (state == HandlerState.AVAILABLE || state == HandlerState.SERVICING) && hasRoom(handler)
        : state == HandlerState.AVAILABLE;
  }

  private boolean hasRoom(int handler) {
    return Poll.await(pairs.get(handler).sender().number(), Poll.OUT, 0) > 0;
  }

  private void awaitSomebody() {
    int seen = gates.prepareToSleep();
    if (next() == NOBODY) {
      gates.sleep(seen, LOOK_AGAIN_NS);
    }
    gates.awake();
  }

  private void hand(int handler, int connection) {
    int sent = pipes[handler].send(connection);
    Descriptor.close(connection);
    gates.release(handler, inTurn);
    last = handler;
    if (sent < 0) {
      throw new IllegalStateException("cannot hand a connection on: " + Errno.of(sent));
    }
  }

  @Override
  public void close() {
    for (DescriptorPipe.Ends ends : pairs) {
      ends.sender().close();
      ends.receiver().close();
    }
    gates.close();
  }
}
