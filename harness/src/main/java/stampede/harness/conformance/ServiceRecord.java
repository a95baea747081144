package stampede.harness.conformance;

import stampede.contract.Ledger;

/**
 * What a handler recorded of one connection; times in nanoseconds of CLOCK_MONOTONIC, 0 while not
 * reached.
 */
public record ServiceRecord(
    Ledger.State state,
    long id,
    int handler,
    int cpu,
    long acceptedNs,
    long begunNs,
    long completedNs) {
  /** Whether the request was serviced to completion. */
  public boolean isCompleted() {
    return state == Ledger.State.COMPLETED;
  }

  /** Whether both were in service at some instant. */
  public boolean overlaps(ServiceRecord other) {
    return begunNs < other.completedNs && other.begunNs < completedNs;
  }
}
