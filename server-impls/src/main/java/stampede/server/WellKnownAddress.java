package stampede.server;

import java.util.ArrayList;
import java.util.List;
import stampede.linux.Address;
import stampede.linux.Descriptor;
import stampede.linux.LinuxException;
import stampede.linux.ListeningSocket;
import stampede.server.strategy.Traits;

/**
 * The listening endpoint of a server: one socket that all handlers share, or one for each handler
 * where the strategy splits the address. The spawner opens it before any handler exists and keeps
 * it until the last has left, so requests are stored from the beginning and survive the death of
 * handlers (claims 5, 9, 16).
 */
public final class WellKnownAddress implements AutoCloseable {
  private final List<ListeningSocket> sockets;

  private WellKnownAddress(List<ListeningSocket> sockets) {
    this.sockets = sockets;
  }

  /**
   * Binds and listens.
   *
   * @throws StartException when the address is taken, not ours to have, or not of this machine
   * @throws UsageException when the strategy cannot listen at such an address
   */
  public static WellKnownAddress open(
      Address address, Traits traits, int handlers, Listening listening) {
    if (traits.splitAddress() && address instanceof Address.Unix) {
      throw new UsageException("a Unix socket cannot be split; SO_REUSEPORT needs HOST:PORT");
    }
    listening.require(address);
    List<ListeningSocket> sockets = new ArrayList<>();
    try {
      makeWay(address, traits);
      int count = traits.splitAddress() ? handlers : 1;
      for (int i = 0; i < count; i++) {
        Address next = sockets.isEmpty() ? address : sockets.getFirst().address();
        sockets.add(ListeningSocket.bind(next, listening.backlog(), traits.splitAddress()));
      }
      sockets.forEach(listening::apply);
      sockets.forEach(socket -> socket.setNonBlocking(traits.nonBlocking()));
      return new WellKnownAddress(List.copyOf(sockets));
    } catch (LinuxException failure) {
      sockets.forEach(Descriptor::close);
      throw new StartException(explain(address, failure), failure);
    }
  }

  /**
   * Another server with SO_REUSEPORT would silently share the address: a socket without it finds
   * that out.
   */
  private static void makeWay(Address address, Traits traits) {
    if (traits.splitAddress()) {
      ListeningSocket.bind(address, 1, false).close();
    }
  }

  private static String explain(Address address, LinuxException failure) {
    return address instanceof Address.Unix unix
        ? explainPath(unix, failure)
        : explainPort(address, failure);
  }

  private static String explainPath(Address.Unix address, LinuxException failure) {
    return switch (failure.errno()) {
      case EADDRINUSE ->
          address + " is taken by another server, or is not a socket; listen at another path";
      case EACCES -> "no permission to listen at " + address;
      case ENOENT, ENOTDIR -> "cannot listen at " + address + ": its folder does not exist";
      default -> "cannot listen at " + address + ": " + failure.getMessage();
    };
  }

  private static String explainPort(Address address, LinuxException failure) {
    return switch (failure.errno()) {
      case EADDRINUSE ->
          address
              + " is taken by another server; stop it, or listen elsewhere (port 0 takes a free"
              + " one)";
      case EACCES -> "no permission to listen at " + address + "; ports below 1024 need privilege";
      case EADDRNOTAVAIL -> address + " is not an address of this machine";
      default -> "cannot listen at " + address + ": " + failure.getMessage();
    };
  }

  /** The address itself, with the port the kernel chose. */
  public Address address() {
    return sockets.getFirst().address();
  }

  /** The sockets: one that all handlers share, or one for each. */
  public List<ListeningSocket> sockets() {
    return List.copyOf(sockets);
  }

  /** The socket a handler accepts from. */
  public ListeningSocket socketOf(int handler) {
    return sockets.get(sockets.size() == 1 ? 0 : handler);
  }

  /** Requests that wait to be accepted, in all sockets of the address; TCP only. */
  public int pending() {
    int pending = 0;
    for (ListeningSocket socket : sockets) {
      pending += socket.queue().pending();
    }
    return pending;
  }

  @Override
  public void close() {
    sockets.forEach(Descriptor::close);
  }
}
