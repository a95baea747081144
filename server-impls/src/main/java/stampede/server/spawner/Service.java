package stampede.server.spawner;

import java.util.concurrent.locks.LockSupport;
import stampede.contract.HandlerSlot;
import stampede.contract.LedgerWriter;
import stampede.contract.RawProtocol;
import stampede.linux.Affinity;
import stampede.linux.Clock;
import stampede.linux.Descriptor;
import stampede.linux.NativeBuffer;
import stampede.linux.Poll;
import stampede.linux.Sockets;

/**
 * How a handler services one accepted connection: read the request, do the work it asks for,
 * answer, close. Used by one thread; allocates nothing.
 *
 * <p>The ledger shows the service as completed before the answer is sent, so that whatever a client
 * was answered is recorded, even when the handler is killed in between.
 */
final class Service {
  private static final int REQUEST_AT = 0;

  /** Room for one byte more than a request has, so that a longer one shows. */
  private static final int REQUEST_ROOM = RawProtocol.REQUEST_BYTES + 1;

  private static final int ANSWER_AT = 64;

  private final HandlerSlot slot;
  private final LedgerWriter ledger;
  private final long deadlineNs;
  private final NativeBuffer buffer = NativeBuffer.allocate(128);

  Service(HandlerSlot slot, LedgerWriter ledger, long deadlineNs, int pid) {
    this.slot = slot;
    this.ledger = ledger;
    this.deadlineNs = deadlineNs;
    RawProtocol.prepareAnswer(buffer, ANSWER_AT, slot.handler(), pid);
  }

  /** Services the connection and closes it, whatever the client does. */
  void serve(int connection) {
    long acceptedNs = Clock.monotonicNs();
    int cpu = Affinity.currentCpu();
    slot.noteCpu(cpu);
    ledger.accepted(acceptedNs, cpu);
    int received = receive(connection, acceptedNs + deadlineNs);
    if (received == RawProtocol.REQUEST_BYTES && RawProtocol.isRequest(buffer, REQUEST_AT)) {
      service(connection, acceptedNs);
    } else {
      refuse(connection, received, acceptedNs, cpu);
    }
    Descriptor.close(connection);
  }

  private void service(int connection, long acceptedNs) {
    long id = RawProtocol.id(buffer, REQUEST_AT);
    long begunNs = Clock.monotonicNs();
    slot.setCurrentRequest(id);
    ledger.begun(id, begunNs);
    work(begunNs);
    long completedNs = Clock.monotonicNs();
    int cpu = Affinity.currentCpu();
    ledger.completed(completedNs, cpu);
    slot.countServiced();
    answer(connection, RawProtocol.STATUS_OK, cpu, id, acceptedNs, begunNs, completedNs);
    slot.setCurrentRequest(0);
  }

  /** What is not a request is told so, unless its sender is gone or never spoke. */
  private void refuse(int connection, int received, long acceptedNs, int cpu) {
    ledger.abandoned();
    slot.countAbandoned();
    if (received > 0) {
      long nowNs = Clock.monotonicNs();
      answer(connection, RawProtocol.STATUS_MALFORMED, cpu, 0, acceptedNs, nowNs, nowNs);
    }
  }

  private void answer(
      int connection,
      int status,
      int cpu,
      long id,
      long acceptedNs,
      long begunNs,
      long completedNs) {
    RawProtocol.putAnswer(buffer, ANSWER_AT, status, cpu, id, acceptedNs, begunNs, completedNs);
    Sockets.send(connection, buffer, ANSWER_AT, RawProtocol.ANSWER_BYTES, 0);
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
              buffer,
              REQUEST_AT + received,
              REQUEST_ROOM - received,
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
    slot.countServiceSleep();
    long leftNs = untilNs - Clock.monotonicNs();
    return leftNs > 0 && Poll.await(connection, Poll.IN, leftNs) != 0;
  }

  private void work(long begunNs) {
    long untilNs = begunNs + RawProtocol.workNs(buffer, REQUEST_AT);
    switch (RawProtocol.workKind(buffer, REQUEST_AT)) {
      case SPIN -> spin(untilNs);
      case SLEEP -> sleep(untilNs);
      case NONE -> {}
    }
  }

  private static void spin(long untilNs) {
    while (Clock.monotonicNs() < untilNs) {
      Thread.onSpinWait();
    }
  }

  private void sleep(long untilNs) {
    for (long left = untilNs - Clock.monotonicNs();
        left > 0;
        left = untilNs - Clock.monotonicNs()) {
      slot.countServiceSleep();
      LockSupport.parkNanos(left);
    }
  }
}
