package stampede.harness.cluster;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import stampede.contract.Ledger;
import stampede.contract.RequestId;

/**
 * Reads what {@link ServiceEvidence} wrote, and shows it as a ledger would: who serviced a request
 * is known only where that matters, and when is not. Pure.
 */
final class ServiceRecords {
  private final int run;
  private final List<ByteBuffer> pieces;

  private ServiceRecords(int run, List<ByteBuffer> pieces) {
    this.run = run;
    this.pieces = pieces;
  }

  /**
   * The services of the requests of one run; empty where no ledger was kept.
   *
   * @throws IllegalArgumentException when it is not what {@link ServiceEvidence} writes; the reader
   *     may throw it, too
   */
  static Optional<Consumer<Ledger.Reader>> of(int run, List<ByteBuffer> pieces) {
    ByteBuffer first = pieces.isEmpty() ? ByteBuffer.allocate(0) : pieces.getFirst();
    if (first.remaining() != 1) {
      throw new IllegalArgumentException("the evidence does not say whether a ledger was kept");
    }
    ServiceRecords records = new ServiceRecords(run, pieces.subList(1, pieces.size()));
    return first.get(first.position()) == ServiceEvidence.NO_LEDGER
        ? Optional.empty()
        : Optional.of(records::show);
  }

  private void show(Ledger.Reader reader) {
    try {
      for (ByteBuffer piece : pieces) {
        ByteBuffer in = piece.duplicate();
        while (in.hasRemaining()) {
          showNext(in, reader);
        }
      }
    } catch (BufferUnderflowException cut) {
      throw new IllegalArgumentException("the evidence ends in the middle", cut);
    }
  }

  private void showNext(ByteBuffer in, Ledger.Reader reader) {
    byte kind = in.get();
    switch (kind) {
      case ServiceEvidence.BITS -> showBits(in, reader);
      case ServiceEvidence.RECORD -> showRecord(in, reader);
      default -> throw new IllegalArgumentException("there is no evidence of kind " + kind);
    }
  }

  private void showBits(ByteBuffer in, Ledger.Reader reader) {
    int thread = in.get() & 0xff;
    long from = in.getLong();
    int length = in.getInt();
    if (length < 0 || length > in.remaining() || from < 0) {
      throw new IllegalArgumentException("a bitmap of " + length + " bytes from " + from);
    }
    BitSet bits = BitSet.valueOf(in.slice(in.position(), length));
    in.position(in.position() + length);
    for (int bit = bits.nextSetBit(0); bit >= 0; bit = bits.nextSetBit(bit + 1)) {
      show(Ledger.State.COMPLETED, RequestId.of(run, thread, from + bit), Ledger.NOBODY, reader);
    }
  }

  private static void showRecord(ByteBuffer in, Ledger.Reader reader) {
    int code = in.get();
    long id = in.getLong();
    int handler = in.getInt();
    boolean isCompleted = code == Ledger.State.COMPLETED.code();
    if (!isCompleted && code != Ledger.State.BEGUN.code()) {
      throw new IllegalArgumentException("a record of state " + code);
    }
    show(isCompleted ? Ledger.State.COMPLETED : Ledger.State.BEGUN, id, handler, reader);
  }

  private static void show(Ledger.State state, long id, int handler, Ledger.Reader reader) {
    reader.record(state, id, handler, 0, 0, 0, 0);
  }
}
