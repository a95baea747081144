package stampede.load;

import stampede.linux.NativeBuffer;

/**
 * The client's side of a protocol, for all slots of one load thread: it writes each request into
 * memory the engine sends from, and reads what the engine received until the answer is whole.
 *
 * <p>The engine sends {@link #requestBytes} bytes of {@link #memory} from {@link #requestAt}; it
 * receives up to {@link #receiveRoom} bytes at {@link #receiveAt} and tells {@link #received} how
 * many came, before it receives for another slot. One thread uses it; nothing allocates after
 * construction.
 */
sealed interface Protocol permits RawExchange, HttpExchange {
  /** The answer is not whole yet. */
  int MORE = 0;

  /** The answer is whole and right. */
  int COMPLETE = 1;

  /** Nobody said who answered. */
  int NO_HANDLER = -1;

  /** Writes a slot's next request and forgets what it received before. */
  void prepare(int slot, long id, long workNs);

  /** The memory requests are sent from and answers received into. */
  NativeBuffer memory();

  /** Where a slot's request lies. */
  long requestAt(int slot);

  /** Its length. */
  int requestBytes();

  /** Where the slot's next bytes are to be received. */
  long receiveAt(int slot);

  /**
   * How many bytes from {@link #receiveAt} on are for whatever any slot receives, which is then
   * taken in before more is received there; 0 where each slot has its own.
   */
  default int sharedBytes() {
    return 0;
  }

  /** How many may be received there, at least 1. */
  int receiveRoom(int slot);

  /**
   * Takes in {@code length} received bytes, at least 1, that lie at {@code at}.
   *
   * @return {@link #MORE}, {@link #COMPLETE} or a word of {@link AttemptError} in the answer's
   *     phase
   */
  int received(int slot, long at, int length);

  /**
   * Takes in the end of the stream.
   *
   * @return {@link #COMPLETE}, {@link AttemptError#END_OF_STREAM}, or another word
   */
  int ended(int slot);

  /**
   * Whether the connection may carry another request after the answer that is {@link #COMPLETE};
   * known until the slot's next request is {@linkplain #prepare prepared}.
   */
  default boolean keepsOpen(int slot) {
    return false;
  }

  /** Who gave the answer that is complete, or {@link #NO_HANDLER}. */
  default int handler(int slot) {
    return NO_HANDLER;
  }

  /** When the server accepted the connection, on the clock both share; 0 when it did not say. */
  default long acceptedNs(int slot) {
    return 0;
  }

  /** When the server's work was done; 0 when it did not say. */
  default long completedNs(int slot) {
    return 0;
  }
}
