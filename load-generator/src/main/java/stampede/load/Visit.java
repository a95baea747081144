package stampede.load;

import stampede.contract.Outcome;
import stampede.contract.RequestId;

/**
 * One request driven by hand, on a connection of its own; made by {@link Visits}, whose thread
 * alone uses it. Times are CLOCK_MONOTONIC in nanoseconds, 0 while not reached.
 */
public final class Visit {
  final int slot;
  final long id;
  int fd;
  int sentBytes;
  long establishedNs;
  long sentNs;
  long firstByteNs;
  long closedNs;
  int handler = Protocol.NO_HANDLER;
  long acceptedNs;
  long completedNs;
  int error = AttemptError.NONE;
  Outcome outcome = Outcome.UNFINISHED;

  Visit(int slot, long id, int fd) {
    this.slot = slot;
    this.id = id;
    this.fd = fd;
  }

  /** The request's id. */
  public long id() {
    return id;
  }

  /** What became of it; {@link Outcome#UNFINISHED} as long as it is under way. */
  public Outcome outcome() {
    return outcome;
  }

  /** Whether it has ended, well or not. */
  public boolean hasEnded() {
    return outcome != Outcome.UNFINISHED;
  }

  /** Whether a full, correct answer came. */
  public boolean isAnswered() {
    return outcome == Outcome.OK;
  }

  /** Whether the kernel has made the connection: it waits in the buffer, or is accepted. */
  public boolean isEstablished() {
    return establishedNs != 0;
  }

  /** When the connection stood. */
  public long establishedNs() {
    return establishedNs;
  }

  /** When the whole request had been sent. */
  public long sentNs() {
    return sentNs;
  }

  /** When it ended. */
  public long closedNs() {
    return closedNs;
  }

  /** The handler that says it answered, -1 where none says so. */
  public int handler() {
    return handler;
  }

  /** When the server says it accepted the connection; 0 where it does not. */
  public long acceptedNs() {
    return acceptedNs;
  }

  /** When the server says its work was done; 0 where it does not. */
  public long completedNs() {
    return completedNs;
  }

  /** What it ended with, as {@code PHASE.NAME}; empty when all went well. */
  public String error() {
    return AttemptError.name(error);
  }

  @Override
  public String toString() {
    return RequestId.text(id) + " " + outcome + (error == AttemptError.NONE ? "" : " " + error());
  }
}
