package stampede.harness.conformance;

import stampede.contract.History;
import stampede.harness.audit.AuditVerdict;
import stampede.harness.load.FloodResult;
import stampede.harness.load.LoadGenerator;
import stampede.linux.Clock;

/**
 * A flood under way at a {@link Stage}, by the load generator in its own process, every request
 * recorded. One thread uses it; the stage closes it.
 */
public final class Flooding {
  private static final long LOOK_EVERY_NS = 5_000_000L;

  private final Stage stage;
  private final History history;
  private final LoadGenerator.Flood flood;

  Flooding(Stage stage, History history, LoadGenerator.Flood flood) {
    this.stage = stage;
    this.history = history;
    this.flood = flood;
  }

  /** When it begins, by the monotonic clock. */
  public long startNs() {
    return flood.windowStartNs();
  }

  /** When it is to begin no more requests. */
  public long endNs() {
    return flood.windowEndNs();
  }

  /** Calls {@code look} every few milliseconds until the flood is over. */
  public FloodResult watch(Runnable look) {
    while (!flood.awaitEnd(LOOK_EVERY_NS)) {
      if (Clock.monotonicNs() > endNs()) {
        break;
      }
      look.run();
    }
    return flood.result();
  }

  /** Waits for an instant, by the monotonic clock; whether the flood still goes on then. */
  public boolean awaitUntil(long untilNs) {
    while (Clock.monotonicNs() < untilNs) {
      if (flood.awaitEnd(Math.min(LOOK_EVERY_NS, Math.max(0, untilNs - Clock.monotonicNs())))) {
        return false;
      }
    }
    return true;
  }

  /** Waits for the last request to end. */
  public FloodResult result() {
    return flood.result();
  }

  /** What the clients recorded. */
  public History history() {
    return history;
  }

  /** The audit of its requests, once it is over. */
  public AuditVerdict audit(boolean faults) {
    return stage.audit(history, faults);
  }
}
