package stampede.load;

/**
 * Slots that wait, all for the same time, so that first in is first out. Each stands in the queue
 * at most once. One thread; nothing allocates.
 */
final class PauseQueue {
  private final int[] slots;
  private final long[] wakeNs;
  private final boolean[] queued;
  private int head;
  private int size;

  PauseQueue(int count) {
    slots = new int[count];
    wakeNs = new long[count];
    queued = new boolean[count];
  }

  /** Adds a slot unless it is there; its time must not be before any added earlier. */
  void add(int slot, long wakesNs) {
    if (queued[slot]) {
      return;
    }
    queued[slot] = true;
    int place = head + size;
    place = place >= slots.length ? place - slots.length : place;
    slots[place] = slot;
    wakeNs[place] = wakesNs;
    size++;
  }

  /** When the first one is to wake; {@link Long#MAX_VALUE} when none waits. */
  long nextWakeNs() {
    return size == 0 ? Long.MAX_VALUE : wakeNs[head];
  }

  /** Takes the first one out; there must be one. */
  int remove() {
    int slot = slots[head];
    queued[slot] = false;
    head = head + 1 == slots.length ? 0 : head + 1;
    size--;
    return slot;
  }
}
