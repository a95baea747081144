package stampede.load;

import stampede.contract.RawProtocol;
import stampede.contract.Work;
import stampede.linux.NativeBuffer;

/**
 * The {@code raw} protocol as its client speaks it. A slot has 256 bytes: its request, and room for
 * two answers, so that a second one that comes with the first is seen.
 */
final class RawExchange implements Protocol {
  private static final int SLOT_BYTES = 256;
  private static final int ANSWER_AT = 64;
  private static final int ROOM = 2 * RawProtocol.ANSWER_BYTES;

  private final NativeBuffer memory;
  private final Work.Kind kind;
  private final int[] received;
  private final long[] ids;

  RawExchange(int slots, Work.Kind kind) {
    this.memory = NativeBuffer.allocate(Math.max(1, slots) * (long) SLOT_BYTES);
    this.kind = kind;
    this.received = new int[slots];
    this.ids = new long[slots];
  }

  @Override
  public void prepare(int slot, long id, long workNs) {
    RawProtocol.putRequest(memory, requestAt(slot), id, kind, workNs);
    ids[slot] = id;
    received[slot] = 0;
  }

  @Override
  public NativeBuffer memory() {
    return memory;
  }

  @Override
  public long requestAt(int slot) {
    return (long) slot * SLOT_BYTES;
  }

  @Override
  public int requestBytes() {
    return RawProtocol.REQUEST_BYTES;
  }

  @Override
  public long receiveAt(int slot) {
    return answerAt(slot) + received[slot];
  }

  @Override
  public int receiveRoom(int slot) {
    return ROOM - received[slot];
  }

  @Override
  public int received(int slot, long at, int length) {
    received[slot] += length;
    if (received[slot] < RawProtocol.ANSWER_BYTES) {
      return MORE;
    }
    if (received[slot] > RawProtocol.ANSWER_BYTES) {
      return AttemptError.TOO_MUCH;
    }
    return verdict(slot);
  }

  private int verdict(int slot) {
    long at = answerAt(slot);
    if (!RawProtocol.isAnswer(memory, at)) {
      return AttemptError.CORRUPT;
    }
    if (RawProtocol.status(memory, at) != RawProtocol.STATUS_OK) {
      return AttemptError.MALFORMED_REQUEST;
    }
    return RawProtocol.id(memory, at) == ids[slot] ? COMPLETE : AttemptError.WRONG_ANSWER;
  }

  @Override
  public int ended(int slot) {
    return AttemptError.END_OF_STREAM;
  }

  @Override
  public int handler(int slot) {
    return RawProtocol.handler(memory, answerAt(slot));
  }

  @Override
  public long acceptedNs(int slot) {
    return RawProtocol.acceptedNs(memory, answerAt(slot));
  }

  @Override
  public long completedNs(int slot) {
    return RawProtocol.completedNs(memory, answerAt(slot));
  }

  private static long answerAt(int slot) {
    return (long) slot * SLOT_BYTES + ANSWER_AT;
  }
}
