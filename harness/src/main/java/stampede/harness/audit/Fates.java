package stampede.harness.audit;

import java.util.Arrays;
import stampede.contract.Outcome;

/**
 * What became of each request of one load thread, in four bits: its outcome, and whether it was
 * serviced never, once or more often. Takes memory for the requests up to the highest that anything
 * is known of, in pieces. One thread uses it.
 */
final class Fates {
  /** More services than one are not told apart. */
  static final int MANY = 2;

  private static final int OUTCOMES = Outcome.values().length;
  private static final int PIECE_BYTES = 1 << 15;
  private static final byte[] NONE = {};

  private byte[][] pieces = new byte[16][];

  Fates() {
    Arrays.fill(pieces, NONE);
  }

  /** How the attempt ended; UNFINISHED when nobody said. */
  Outcome outcome(long sequence) {
    return Outcome.of(get(sequence) % OUTCOMES);
  }

  /** How often the request was serviced: 0, 1 or {@link #MANY}. */
  int services(long sequence) {
    return get(sequence) / OUTCOMES;
  }

  /** The attempt has ended so. */
  void end(long sequence, Outcome outcome) {
    int fate = get(sequence);
    set(sequence, fate - fate % OUTCOMES + outcome.code());
  }

  /** The request was serviced once more; how often before. */
  int service(long sequence) {
    int fate = get(sequence);
    int before = fate / OUTCOMES;
    if (before < MANY) {
      set(sequence, fate + OUTCOMES);
    }
    return before;
  }

  private int get(long sequence) {
    byte[] piece = piece(sequence);
    return piece.length == 0 ? 0 : (piece[place(sequence)] >>> shift(sequence)) & 0xf;
  }

  private void set(long sequence, int fate) {
    byte[] piece = piece(sequence);
    if (piece.length == 0) {
      piece = add(sequence);
    }
    int place = place(sequence);
    int shift = shift(sequence);
    piece[place] = (byte) ((piece[place] & ~(0xf << shift)) | (fate << shift));
  }

  private byte[] piece(long sequence) {
    int index = index(sequence);
    return index < pieces.length ? pieces[index] : NONE;
  }

  private byte[] add(long sequence) {
    int index = index(sequence);
    if (index >= pieces.length) {
      int before = pieces.length;
      pieces = Arrays.copyOf(pieces, Math.max(index + 1, 2 * before));
      Arrays.fill(pieces, before, pieces.length, NONE);
    }
    pieces[index] = new byte[PIECE_BYTES];
    return pieces[index];
  }

  private static int index(long sequence) {
    return Math.toIntExact(sequence / (2L * PIECE_BYTES));
  }

  private static int place(long sequence) {
    return (int) (sequence >>> 1) & (PIECE_BYTES - 1);
  }

  private static int shift(long sequence) {
    return (int) (sequence & 1) << 2;
  }
}
