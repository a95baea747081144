package stampede.harness.mutant;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import stampede.contract.HandlerSlot;
import stampede.contract.HandlerState;
import stampede.contract.LedgerWriter;
import stampede.contract.RawProtocol;
import stampede.contract.RequestId;
import stampede.linux.Affinity;
import stampede.linux.Clock;
import stampede.linux.Descriptor;
import stampede.linux.NativeBuffer;
import stampede.linux.Poll;
import stampede.linux.Sockets;
import stampede.linux.ThisProcess;

/** A handler that does right by most requests: for each it is told which defect to have. */
final class MutantHandler {
  private static final long LOOK_EVERY_NS = 20_000_000L;
  private static final long REQUEST_WITHIN_NS = 1_000_000_000L;
  private static final int ANSWER_AT = 64;

  private final int listener;
  private final HandlerSlot slot;
  private final LedgerWriter ledger;
  private final Supplier<Defect> defects;
  private final AtomicLong done;
  private final NativeBuffer buffer = NativeBuffer.allocate(256);
  private final Thread thread;
  private long idBefore;
  private volatile boolean stopping;

  MutantHandler(
      int listener,
      HandlerSlot slot,
      LedgerWriter ledger,
      Supplier<Defect> defects,
      AtomicLong done) {
    this.listener = listener;
    this.slot = slot;
    this.ledger = ledger;
    this.defects = defects;
    this.done = done;
    this.thread =
        Thread.ofPlatform().name("mutant-" + slot.handler()).daemon().unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  boolean isAlive() {
    return thread.isAlive();
  }

  void stop() {
    stopping = true;
    try {
      thread.join(Duration.ofSeconds(10));
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    int pid = ThisProcess.pid();
    slot.setIdentity(pid, ThisProcess.tid());
    RawProtocol.prepareAnswer(buffer, ANSWER_AT, slot.handler(), pid);
    while (!stopping) {
      slot.setState(HandlerState.AVAILABLE);
      int connection = Sockets.acceptNow(listener);
      if (connection >= 0) {
        slot.countAccept();
        slot.setState(HandlerState.SERVICING);
        serve(connection);
        Descriptor.close(connection);
      } else {
        slot.countEmptyAccept();
        Poll.await(listener, Poll.IN, LOOK_EVERY_NS);
      }
    }
    slot.setState(HandlerState.STOPPED);
  }

  private void serve(int connection) {
    long acceptedNs = Clock.monotonicNs();
    if (!receive(connection)) {
      ledger.accepted(acceptedNs, 0);
      ledger.abandoned();
      return;
    }
    Defect defect = defects.get();
    if (defect == Defect.ANSWERS_ANOTHERS && idBefore == 0) {
      defect = Defect.NONE;
    }
    if (defect != Defect.NONE) {
      done.incrementAndGet();
    }
    serve(connection, RawProtocol.id(buffer, 0), acceptedNs, defect);
  }

  private void serve(int connection, long id, long acceptedNs, Defect defect) {
    if (defect == Defect.FORGETS) {
      return;
    }
    if (defect != Defect.LOSES) {
      record(id, acceptedNs);
    }
    if (defect == Defect.SERVICES_TWICE) {
      record(id, acceptedNs);
    }
    if (defect == Defect.RECORDS_A_PHANTOM) {
      long neverInvoked = RequestId.of(RequestId.run(id), RequestId.thread(id), 1L << 39);
      record(neverInvoked, acceptedNs);
    }
    if (defect != Defect.SERVICES_SILENTLY) {
      answer(connection, id, acceptedNs, defect);
    }
    idBefore = id;
  }

  private void record(long id, long acceptedNs) {
    ledger.accepted(acceptedNs, 0);
    ledger.begun(id, Clock.monotonicNs());
    ledger.completed(Clock.monotonicNs(), 0);
    slot.countServiced();
  }

  private void answer(int connection, long id, long acceptedNs, Defect defect) {
    long nowNs = Clock.monotonicNs();
    int length = RawProtocol.ANSWER_BYTES;
    RawProtocol.putAnswer(
        buffer,
        ANSWER_AT,
        RawProtocol.STATUS_OK,
        Affinity.currentCpu(),
        defect == Defect.ANSWERS_ANOTHERS ? idBefore : id,
        acceptedNs,
        nowNs,
        nowNs);
    if (defect == Defect.ANSWERS_TWICE) {
      for (int offset = 0; offset < length; offset += Long.BYTES) {
        buffer.putLong(ANSWER_AT + length + offset, buffer.getLong(ANSWER_AT + offset));
      }
      length *= 2;
    }
    Sockets.send(connection, buffer, ANSWER_AT, length, 0);
  }

  private boolean receive(int connection) {
    int received = 0;
    while (received < RawProtocol.REQUEST_BYTES) {
      if (Poll.await(connection, Poll.IN, REQUEST_WITHIN_NS) <= 0) {
        return false;
      }
      int more =
          Sockets.recv(connection, buffer, received, RawProtocol.REQUEST_BYTES - received, 0);
      if (more <= 0) {
        return false;
      }
      received += more;
    }
    return RawProtocol.isRequest(buffer, 0);
  }
}
