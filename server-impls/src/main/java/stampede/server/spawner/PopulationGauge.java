package stampede.server.spawner;

import stampede.contract.HandlerSlot;
import stampede.contract.HandlerState;
import stampede.contract.Scoreboard;
import stampede.server.WellKnownAddress;
import stampede.server.policy.Seen;

/**
 * Looks at the handlers and the buffer about every millisecond, and says once a tick what it saw.
 * The spawner's thread alone uses it.
 */
final class PopulationGauge {
  /** Reading the depth of one socket takes about a microsecond; it is to take one CPU's 50th. */
  private static final long SOCKET_NS = 50_000L;

  private final HandlerSlot[] slots;
  private final WellKnownAddress address;
  private long sampledNs;
  private long tickedNs;
  private long acceptsBefore;
  private int samples;
  private long servicing;
  private long pending;
  private int maxPending;
  private int available;

  PopulationGauge(Scoreboard scoreboard, WellKnownAddress address, long nowNs) {
    this.slots = scoreboard.all().toArray(HandlerSlot[]::new);
    this.address = address;
    this.tickedNs = nowNs;
    this.sampledNs = nowNs;
    this.acceptsBefore = accepts();
  }

  /** Looks, unless it did so just now. */
  void sample(long nowNs) {
    long everyNs = Math.max(Seen.SAMPLE_NS / 2, address.sockets().size() * SOCKET_NS);
    if (nowNs - sampledNs < everyNs) {
      return;
    }
    sampledNs = nowNs;
    look();
  }

  private void look() {
    int busy = 0;
    available = 0;
    for (HandlerSlot slot : slots) {
      HandlerState state = slot.state();
      busy += state == HandlerState.SERVICING ? 1 : 0;
      available += state == HandlerState.AVAILABLE ? 1 : 0;
    }
    int waiting = address.pending();
    samples++;
    servicing += busy;
    pending += waiting;
    maxPending = Math.max(maxPending, waiting);
  }

  /** What was seen since the last time, of so many handlers. */
  Seen take(long nowNs, int handlers, int starting) {
    if (samples == 0) {
      look();
    }
    long accepts = accepts();
    Seen seen =
        new Seen(
            nowNs,
            Math.max(1, nowNs - tickedNs),
            handlers,
            starting,
            available,
            (double) servicing / samples,
            (double) pending / samples,
            maxPending,
            accepts - acceptsBefore);
    acceptsBefore = accepts;
    tickedNs = nowNs;
    samples = 0;
    servicing = 0;
    pending = 0;
    maxPending = 0;
    return seen;
  }

  private long accepts() {
    long accepts = 0;
    for (HandlerSlot slot : slots) {
      accepts += slot.accepts();
    }
    return accepts;
  }
}
