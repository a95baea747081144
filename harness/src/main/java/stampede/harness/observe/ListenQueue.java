package stampede.harness.observe;

import java.util.List;
import java.util.OptionalInt;
import stampede.linux.Address;
import stampede.linux.Listener;
import stampede.linux.SocketDiagnosis;

/**
 * How many requests wait at an address, whoever listens there, asked of the kernel without touching
 * the server's sockets. Where it does not describe sockets (sock_diag), {@link ListenTable} has the
 * same figure of TCP. One thread, in whose network the address is.
 */
public final class ListenQueue {
  private final Address address;
  private long samples;
  private long sum;
  private int deepest;

  private ListenQueue(Address address) {
    this.address = address;
  }

  /** Watches an address. */
  public static ListenQueue of(Address address) {
    return new ListenQueue(address);
  }

  /**
   * Looks once, and remembers; the depth over all sockets of the address. Empty when nobody listens
   * there, or the kernel does not tell.
   */
  public OptionalInt sample() {
    OptionalInt depth = depth();
    depth.ifPresent(
        value -> {
          samples++;
          sum += value;
          deepest = Math.max(deepest, value);
        });
    return depth;
  }

  private OptionalInt depth() {
    return SocketDiagnosis.listeners(address)
        .map(ListenQueue::depth)
        .orElseGet(() -> ListenTable.depth(address));
  }

  private static OptionalInt depth(List<Listener> listeners) {
    return listeners.isEmpty()
        ? OptionalInt.empty()
        : OptionalInt.of(listeners.stream().mapToInt(Listener::pending).sum());
  }

  /** The deepest it was seen; empty when it never was. */
  public OptionalInt deepest() {
    return samples == 0 ? OptionalInt.empty() : OptionalInt.of(deepest);
  }

  /** The mean of the samples; 0 when there are none. */
  public double mean() {
    return samples == 0 ? 0 : (double) sum / samples;
  }
}
