package stampede.server.strategy;

import stampede.linux.Descriptor;
import stampede.linux.DescriptorPipe;
import stampede.linux.Poll;
import stampede.linux.Sockets;

/** A handler's way to what a dispatcher hands to it. */
final class HandedAcceptor implements Acceptor {
  private final Attempt.Reading reading = new Attempt.Reading();
  private final DescriptorPipe pipe;
  private final int pipeEnd;
  private final Gates gates;
  private final int handler;
  private boolean inherits = true;
  private boolean asked;
  private boolean leaving;

  /** Owns {@code gates}, but not its end of the pair. */
  HandedAcceptor(Descriptor pipeEnd, Gates gates, int handler) {
    this.pipe = DescriptorPipe.receiving(pipeEnd);
    this.pipeEnd = pipeEnd.number();
    this.gates = gates;
    this.handler = handler;
    gates.shut(handler);
  }

  @Override
  public Attempt attempt() {
    if (inherits || leaving) {
      int taken = pipe.receiveNow();
      if (taken != Sockets.WOULD_BLOCK || leaving) {
        return reading.of(taken);
      }
      inherits = false;
    }
    if (!asked) {
      gates.open(handler);
    }
    int taken = pipe.receive();
    asked = taken == Sockets.INTERRUPTED;
    return reading.of(taken);
  }

  @Override
  public void stopAccepting() {
    gates.shut(handler);
    leaving = true;
  }

  @Override
  public boolean holdsAccepted() {
    return Poll.await(pipeEnd, Poll.IN, 0) > 0;
  }

  @Override
  public void close() {
    gates.close();
  }
}
