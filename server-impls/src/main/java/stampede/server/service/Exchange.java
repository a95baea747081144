package stampede.server.service;

import java.util.concurrent.locks.LockSupport;
import stampede.contract.HandlerSlot;
import stampede.contract.LedgerWriter;
import stampede.contract.RawProtocol;
import stampede.linux.Affinity;
import stampede.linux.Clock;
import stampede.linux.NativeBuffer;
import stampede.server.ExtraWork;

/**
 * One handler's side of the raw protocol, without the socket: what has come of a request is put in
 * the buffer, the work it asks for is done and recorded, and the answer lies in the buffer to be
 * sent. One request at a time, one thread; allocates nothing.
 *
 * <pre>{@code
 * exchange.accepted(Clock.monotonicNs());
 * int received = receive(exchange.buffer(), Exchange.REQUEST_AT, Exchange.REQUEST_ROOM);
 * if (exchange.serve(received)) {
 *   send(exchange.buffer(), Exchange.ANSWER_AT, RawProtocol.ANSWER_BYTES);
 * }
 * }</pre>
 *
 * <p>The ledger shows the service as completed before the answer is sent, so that whatever a client
 * was answered is recorded, even when the handler is killed in between.
 */
public final class Exchange {
  /** Where in the buffer the request is to be put. */
  public static final int REQUEST_AT = 0;

  /** Room for one byte more than a request has, so that a longer one shows. */
  public static final int REQUEST_ROOM = RawProtocol.REQUEST_BYTES + 1;

  /** Where in the buffer the answer lies, {@link RawProtocol#ANSWER_BYTES} long. */
  public static final int ANSWER_AT = 64;

  private final HandlerSlot slot;
  private final LedgerWriter ledger;
  private final NativeBuffer buffer = NativeBuffer.allocate(128);
  private final ExtraWork extra;
  private long acceptedNs;
  private int acceptedCpu;
  private long leftNs;

  /** For the handler of a slot, in the process {@code pid}; each request costs that much more. */
  public Exchange(HandlerSlot slot, LedgerWriter ledger, int pid, ExtraWork extra) {
    this.slot = slot;
    this.ledger = ledger;
    this.extra = extra;
    RawProtocol.prepareAnswer(buffer, ANSWER_AT, slot.handler(), pid);
  }

  /** Request and answer. */
  public NativeBuffer buffer() {
    return buffer;
  }

  /** Whose exchange it is. */
  public HandlerSlot slot() {
    return slot;
  }

  /** The connection whose request comes next was accepted at this time (CLOCK_MONOTONIC). */
  public void accepted(long nowNs) {
    acceptedNs = nowNs;
    acceptedCpu = Affinity.currentCpu();
    slot.noteCpu(acceptedCpu);
    ledger.accepted(acceptedNs, acceptedCpu);
  }

  /**
   * Services what was received, or refuses it when it is no request.
   *
   * @param received bytes in the buffer; 0 or negative when the client ended, failed or never spoke
   * @return whether an answer lies in the buffer
   */
  public boolean serve(int received) {
    if (received == RawProtocol.REQUEST_BYTES && RawProtocol.isRequest(buffer, REQUEST_AT)) {
      service();
      return true;
    }
    ledger.abandoned();
    slot.countAbandoned();
    if (received > 0) {
      long nowNs = Clock.monotonicNs();
      answer(RawProtocol.STATUS_MALFORMED, acceptedCpu, 0, nowNs, nowNs);
    }
    return received > 0;
  }

  private void service() {
    long id = RawProtocol.id(buffer, REQUEST_AT);
    long begunNs = Clock.monotonicNs();
    slot.setCurrentRequest(id);
    ledger.begun(id, begunNs);
    work(begunNs);
    long extraNs = extra.ns(id);
    spinFor(extra.after() ? 0 : extraNs);
    leftNs = extra.after() ? extraNs : 0;
    long completedNs = Clock.monotonicNs();
    int cpu = Affinity.currentCpu();
    ledger.completed(completedNs, cpu);
    slot.countServiced();
    answer(RawProtocol.STATUS_OK, cpu, id, begunNs, completedNs);
  }

  /** The answer is on its way, or its client is gone: no request is in service any more. */
  public void ended() {
    slot.setCurrentRequest(0);
    spinFor(leftNs);
    leftNs = 0;
  }

  private void answer(int status, int cpu, long id, long begunNs, long completedNs) {
    RawProtocol.putAnswer(buffer, ANSWER_AT, status, cpu, id, acceptedNs, begunNs, completedNs);
  }

  private void work(long begunNs) {
    long untilNs = begunNs + RawProtocol.workNs(buffer, REQUEST_AT);
    switch (RawProtocol.workKind(buffer, REQUEST_AT)) {
      case SPIN -> spin(untilNs);
      case SLEEP -> sleep(untilNs);
      case NONE -> {}
    }
  }

  private static void spinFor(long extraNs) {
    if (extraNs > 0) {
      spin(Clock.monotonicNs() + extraNs);
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
