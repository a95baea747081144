package stampede.linux;

/** Two ends of one connection over the loopback, for tests. */
record Pair(Descriptor client, Descriptor server) implements AutoCloseable {
  static final Address LOOPBACK = Address.parse("127.0.0.1:0");

  /** Over TCP and IPv4. */
  static Pair tcp() {
    return at(LOOPBACK);
  }

  static Pair at(Address address) {
    try (ListeningSocket listener = ListeningSocket.bind(address, 8, false)) {
      Descriptor client = connect(listener.address());
      return new Pair(client, new Descriptor(LinuxException.check(accept(listener), "accept4")));
    }
  }

  static int accept(ListeningSocket listener) {
    return Sockets.accept(listener.number());
  }

  /** A blocking client that is connected. */
  static Descriptor connect(Address address) {
    Descriptor client = stream(address, Sockets.CLOEXEC);
    LinuxException.check(Sockets.connect(client.number(), address.encode()), "connect", address);
    return client;
  }

  /** A stream socket that is not connected. */
  static Descriptor stream(Address address, int flags) {
    int number = Sockets.socket(address.family(), Sockets.STREAM | flags);
    return new Descriptor(LinuxException.check(number, "socket", address));
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
