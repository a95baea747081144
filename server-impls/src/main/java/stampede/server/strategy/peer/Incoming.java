package stampede.server.strategy.peer;

import java.nio.ByteBuffer;
import stampede.contract.RawProtocol;
import stampede.linux.Clock;
import stampede.server.service.Exchange;

/** What has come of one accepted connection's request. Used by one thread at a time. */
public final class Incoming {
  private final long acceptedNs = Clock.monotonicNs();
  private final byte[] bytes = new byte[Exchange.REQUEST_ROOM];
  private final ByteBuffer room = ByteBuffer.wrap(bytes);

  /** When it was accepted (CLOCK_MONOTONIC): when this was made. */
  public long acceptedNs() {
    return acceptedNs;
  }

  /** Where what comes next is to be put; full, or not, when {@link #isWhole}. */
  public ByteBuffer room() {
    return room;
  }

  /** How many bytes have come. */
  public int received() {
    return room.position();
  }

  /** Whether enough has come to tell what it is. */
  public boolean isWhole() {
    return room.position() >= RawProtocol.REQUEST_BYTES;
  }

  byte[] bytes() {
    return bytes;
  }
}
