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
  private final Traits traits;
  private final Listening listening;
  private final List<ListeningSocket> sockets = new ArrayList<>();

  private WellKnownAddress(Traits traits, Listening listening) {
    this.traits = traits;
    this.listening = listening;
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
    WellKnownAddress opened = new WellKnownAddress(traits, listening);
    try {
      makeWay(address, traits);
      opened.add(address);
      opened.growTo(handlers);
      return opened;
    } catch (LinuxException failure) {
      opened.close();
      throw new StartException(explain(address, failure), failure);
    }
  }

  private void add(Address address) {
    ListeningSocket socket =
        ListeningSocket.bind(address, listening.backlog(), traits.splitAddress());
    sockets.add(socket);
    listening.apply(socket);
    socket.setNonBlocking(traits.nonBlocking());
  }

  /** Where the address is split, opens sockets until there are so many. */
  public void growTo(int handlers) {
    while (traits.splitAddress() && sockets.size() < handlers) {
      add(address());
    }
  }

  /**
   * Where the address is split, closes the last sockets until there are so many, at least one. What
   * waits in them is reset, unless the kernel migrates it (net.ipv4.tcp_migrate_req), so they are
   * to be emptied first.
   */
  public void shrinkTo(int handlers) {
    while (traits.splitAddress() && sockets.size() > Math.max(1, handlers)) {
      sockets.removeLast().close();
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

  /** Whether the kernel tells how many requests wait here: it does of TCP, not of Unix sockets. */
  public boolean showsPending() {
    return !(address() instanceof Address.Unix);
  }

  /** Requests that wait to be accepted, in all sockets of the address; 0 where none are shown. */
  public int pending() {
    return pending(0, sockets.size());
  }

  /** The same of the sockets of handlers {@code from} to {@code to}, exclusive. */
  public int pending(int from, int to) {
    int pending = 0;
    for (int i = from; i < Math.min(to, sockets.size()) && showsPending(); i++) {
      pending += sockets.get(i).queue().pending();
    }
    return pending;
  }

  @Override
  public void close() {
    sockets.forEach(Descriptor::close);
  }
}
