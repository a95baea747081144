package stampede.contract;

import stampede.linux.SharedMemory;

/**
 * Writes to a {@link Ledger}, chunk after chunk. When the ledger is full it counts what it cannot
 * record.
 */
final class SharedLedgerWriter implements LedgerWriter {
  private static final long FULL = -1;

  private final Ledger ledger;
  private final SharedMemory memory;
  private final HandlerSlot slot;
  private final int handler;
  private long next;
  private long chunkEnd;
  private long current = FULL;

  SharedLedgerWriter(Ledger ledger, HandlerSlot slot, int handler) {
    this.ledger = ledger;
    this.memory = ledger.memory();
    this.slot = slot;
    this.handler = handler;
    // what an earlier handler of the slot left of its chunk, so that many in turn waste none
    long kept = slot.ledgerNext();
    this.chunkEnd = Ledger.chunkEnd(kept);
    this.next = kept < chunkEnd && isTaken(kept) ? kept + Ledger.RECORD_BYTES : kept;
  }

  @Override
  public void accepted(long acceptedNs, int cpu) {
    if (next == chunkEnd && !claim()) {
      current = FULL;
      slot.countUnrecorded();
      return;
    }
    current = next;
    next += Ledger.RECORD_BYTES;
    memory.putInt(current + Ledger.HANDLER, handler);
    memory.putInt(current + Ledger.CPU, cpu);
    memory.putLong(current + Ledger.ACCEPTED, acceptedNs);
    show(Ledger.State.ACCEPTED);
    slot.setLedgerNext(next);
  }

  /** A handler that was killed just before it noted where the next goes has taken one more. */
  private boolean isTaken(long record) {
    return memory.getIntAcquire(record + Ledger.STATE) != Ledger.State.NONE.code();
  }

  @Override
  public void begun(long id, long begunNs) {
    if (current != FULL) {
      memory.putLong(current + Ledger.ID, id);
      memory.putLong(current + Ledger.BEGUN, begunNs);
      show(Ledger.State.BEGUN);
    }
  }

  @Override
  public void completed(long completedNs, int cpu) {
    if (current != FULL) {
      memory.putInt(current + Ledger.CPU, cpu);
      memory.putLong(current + Ledger.COMPLETED, completedNs);
      show(Ledger.State.COMPLETED);
    }
  }

  @Override
  public void abandoned() {
    if (current != FULL) {
      show(Ledger.State.ABANDONED);
    }
  }

  private boolean claim() {
    long chunk = ledger.claimChunk();
    if (chunk < 0) {
      return false;
    }
    next = chunk;
    chunkEnd = chunk + (long) Ledger.CHUNK_RECORDS * Ledger.RECORD_BYTES;
    return true;
  }

  private void show(Ledger.State state) {
    memory.putIntRelease(current + Ledger.STATE, state.code());
  }
}
