package stampede.load;

/**
 * The requests one thread has under way, as columns: nothing is allocated per request. A slot is
 * free, waiting for its turn, or under way; those under way are linked in the order they were
 * begun, which is the order of their deadlines. One thread.
 */
final class Slots {
  /** No slot. */
  static final int NONE = -1;

  /** What a slot is doing. */
  static final byte FREE = 0;

  /** Waiting before it begins its next request. */
  static final byte PAUSING = 1;

  /** Under way, refused for the moment, about to ask again. */
  static final byte RECONNECTING = 2;

  /** Under way, the request not sent yet, or not all of it. */
  static final byte SENDING = 3;

  /** Under way, the answer not whole yet. */
  static final byte RECEIVING = 4;

  /** Under way, the answer whole, the end of the stream not seen yet. */
  static final byte ENDING = 5;

  /** Ended, its connection not left yet. */
  static final byte LEAVING = 6;

  final byte[] state;
  final long[] id;
  final long[] intendedNs;
  final long[] begunNs;
  final long[] establishedNs;
  final long[] sentNs;
  final long[] firstByteNs;
  final int[] sentBytes;
  final int[] handler;

  /** Whether a connection stands that was kept from an earlier request. */
  final boolean[] connected;

  /** Whether the request under way makes, or made, a connection of its own. */
  final boolean[] connects;

  /** How many requests the connection has carried, the one under way included. */
  final int[] carried;

  private final int[] free;
  private final int[] next;
  private final int[] previous;
  private int freeCount;
  private int oldest = NONE;
  private int newest = NONE;
  private int inFlight;

  Slots(int count) {
    state = new byte[count];
    id = new long[count];
    intendedNs = new long[count];
    begunNs = new long[count];
    establishedNs = new long[count];
    sentNs = new long[count];
    firstByteNs = new long[count];
    sentBytes = new int[count];
    handler = new int[count];
    connected = new boolean[count];
    connects = new boolean[count];
    carried = new int[count];
    free = new int[count];
    next = new int[count];
    previous = new int[count];
    for (int slot = count - 1; slot >= 0; slot--) {
      free[freeCount++] = slot;
    }
  }

  /** How many there are. */
  int count() {
    return state.length;
  }

  /** How many are under way. */
  int inFlight() {
    return inFlight;
  }

  /** The slot under way that was begun first, or {@link #NONE}. */
  int oldest() {
    return oldest;
  }

  /** Whether a request could be begun. */
  boolean hasFree() {
    return freeCount > 0;
  }

  /** Takes a free slot; there must be one. */
  int take() {
    return free[--freeCount];
  }

  /** Gives a slot back. */
  void free(int slot) {
    state[slot] = FREE;
    free[freeCount++] = slot;
  }

  /** A slot's request is begun. */
  void begin(int slot, long requestId, long intended, long begun) {
    id[slot] = requestId;
    intendedNs[slot] = intended;
    begunNs[slot] = begun;
    firstByteNs[slot] = 0;
    setOut(slot);
    append(slot);
  }

  /** A slot's request sets out, for the first time or again; a kept connection stands already. */
  void setOut(int slot) {
    connects[slot] = !connected[slot];
    carried[slot] = connected[slot] ? carried[slot] + 1 : 1;
    establishedNs[slot] = connected[slot] ? begunNs[slot] : 0;
    sentNs[slot] = 0;
    sentBytes[slot] = 0;
    state[slot] = SENDING;
  }

  private void append(int slot) {
    previous[slot] = newest;
    next[slot] = NONE;
    if (newest == NONE) {
      oldest = slot;
    } else {
      next[newest] = slot;
    }
    newest = slot;
    inFlight++;
  }

  /** A slot's request has ended. */
  void end(int slot) {
    int before = previous[slot];
    int after = next[slot];
    if (before == NONE) {
      oldest = after;
    } else {
      next[before] = after;
    }
    if (after == NONE) {
      newest = before;
    } else {
      previous[after] = before;
    }
    inFlight--;
  }
}
