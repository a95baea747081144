package stampede.server.service;

import stampede.contract.RawProtocol;
import stampede.linux.Clock;
import stampede.linux.Descriptor;
import stampede.linux.Poll;
import stampede.linux.Sockets;

/**
 * How a handler services one accepted connection: read the request, do the work it asks for,
 * answer, close. Used by one thread; allocates nothing.
 */
public final class Service {
  private final Exchange exchange;
  private final long deadlineNs;

  /** A client has {@code deadlineNs} to send its request. */
  public Service(Exchange exchange, long deadlineNs) {
    this.exchange = exchange;
    this.deadlineNs = deadlineNs;
  }

  /** Services the connection and closes it, whatever the client does. */
  public void serve(int connection) {
    long acceptedNs = Clock.monotonicNs();
    exchange.accepted(acceptedNs);
    if (exchange.serve(receive(connection, acceptedNs + deadlineNs))) {
      answer(connection);
    }
    exchange.ended();
    Descriptor.close(connection);
  }

  /**
   * With more announced the answer waits for the end of the stream, and both leave as one segment.
   * Shutdown ends it whoever else holds the descriptor still, and whatever the client sent that
   * nobody read; close does not. Sources: send(2), tcp(7), shutdown(2).
   */
  private void answer(int connection) {
    Sockets.send(
        connection,
        exchange.buffer(),
        Exchange.ANSWER_AT,
        RawProtocol.ANSWER_BYTES,
        Sockets.MSG_MORE);
    Sockets.shutdownWrite(connection);
  }

  /**
   * Reads until a request is whole, the client ends, or its time is over; how many bytes came, or
   * an error.
   */
  private int receive(int connection, long untilNs) {
    int received = 0;
    while (received < RawProtocol.REQUEST_BYTES) {
      int result =
          Sockets.recv(
              connection,
              exchange.buffer(),
              Exchange.REQUEST_AT + received,
              Exchange.REQUEST_ROOM - received,
              Sockets.MSG_DONTWAIT);
      if (result > 0) {
        received += result;
      } else if (result == Sockets.WOULD_BLOCK) {
        if (!awaitMore(connection, untilNs)) {
          return received;
        }
      } else if (result == 0) {
        return received;
      } else if (result != Sockets.INTERRUPTED) {
        return result;
      }
    }
    return received;
  }

  private boolean awaitMore(int connection, long untilNs) {
    exchange.slot().countServiceSleep();
    long leftNs = untilNs - Clock.monotonicNs();
    return leftNs > 0 && Poll.await(connection, Poll.IN, leftNs) != 0;
  }
}
