package stampede.server.strategy.peer;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import stampede.contract.HandlerSlot;
import stampede.contract.HandlerState;
import stampede.contract.RawProtocol;
import stampede.linux.Affinity;
import stampede.linux.ThisProcess;
import stampede.server.Population;
import stampede.server.service.Exchange;
import stampede.server.strategy.CrewPlace;
import stampede.server.strategy.HandlerPlace;

/**
 * One handler of a peer: its slot and its side of the protocol, whoever moves the bytes. The work a
 * request asks for is done by the thread that calls {@link #serve}, which is the handler's own: an
 * event loop does nothing else meanwhile. One thread uses it at a time.
 */
public final class PeerHandler {
  private final HandlerSlot slot;
  private final Exchange exchange;
  private final ByteBuffer answer;
  private final Population population;

  /** The handler of a place in a crew. */
  public PeerHandler(HandlerPlace handler, CrewPlace crew) {
    slot = handler.slot();
    exchange = crew.exchanges().of(handler);
    answer = exchange.buffer().asByteBuffer(Exchange.ANSWER_AT, RawProtocol.ANSWER_BYTES);
    population = crew.population();
  }

  /** Its slot. */
  public HandlerSlot slot() {
    return slot;
  }

  /** How long a client may take to send its request. */
  public long deadlineNs() {
    return population.deadlineNs();
  }

  /** The calling thread is the handler's from now on. */
  public void enter() {
    if (population.spread()) {
      Affinity.placeThisThreadInTurn(slot.handler());
    }
    slot.setIdentity(ThisProcess.pid(), ThisProcess.tid());
    slot.setState(HandlerState.AVAILABLE);
  }

  /** The handler has left on request. */
  public void left() {
    slot.setState(HandlerState.STOPPED);
  }

  /**
   * Services what has come of a connection, or refuses it.
   *
   * @param incoming what has come
   * @param received how many bytes; negative when the connection failed
   * @param send sends the answer, when there is one, before it returns, or copies it
   */
  public void serve(Incoming incoming, int received, Consumer<ByteBuffer> send) {
    slot.setState(HandlerState.SERVICING);
    exchange.accepted(incoming.acceptedNs());
    exchange.buffer().putBytes(Exchange.REQUEST_AT, incoming.bytes());
    if (exchange.serve(received)) {
      send.accept(answer.clear());
    }
    exchange.ended();
    slot.setState(HandlerState.AVAILABLE);
  }

  /**
   * Here, for this class is there already when descriptors have run out and one is to be closed.
   */
  static void close(Closeable channel) {
    try {
      channel.close();
    } catch (IOException failure) {
      throw new UncheckedIOException("cannot close " + channel, failure);
    }
  }
}
