package stampede.linux;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/** Sockets that share one address, and clients that connect to it and stay, for tests. */
final class ReuseportGroup implements AutoCloseable {
  private final List<ListeningSocket> sockets = new ArrayList<>();
  private final List<Descriptor> clients = new ArrayList<>();

  static ReuseportGroup of(int sockets) {
    ReuseportGroup group = new ReuseportGroup();
    for (int i = 0; i < sockets; i++) {
      group.add();
    }
    return group;
  }

  void add() {
    Address address = sockets.isEmpty() ? Pair.LOOPBACK : first().address();
    sockets.add(ListeningSocket.bind(address, 1024, true));
  }

  ListeningSocket first() {
    return sockets.getFirst();
  }

  ListeningSocket get(int socket) {
    return sockets.get(socket);
  }

  void connect(int count) {
    for (int i = 0; i < count; i++) {
      clients.add(Pair.connect(first().address()));
    }
  }

  /** Connects from one CPU, which on the loopback is also the one that receives. */
  void connectFrom(int cpu, int count) {
    BitSet one = new BitSet();
    one.set(cpu);
    Blocked.in(
            () -> {
              Affinity.placeThisThread(one);
              connect(count);
              return true;
            })
        .result();
  }

  /** How many connections wait at each socket. */
  List<Integer> pending() {
    return sockets.stream().map(socket -> socket.queue().pending()).toList();
  }

  /** Accepts and closes all that wait. */
  void drain() {
    for (ListeningSocket socket : sockets) {
      for (int i = socket.queue().pending(); i > 0; i--) {
        Descriptor.close(Pair.accept(socket));
      }
    }
    clients.forEach(Descriptor::close);
    clients.clear();
  }

  @Override
  public void close() {
    sockets.forEach(Descriptor::close);
    clients.forEach(Descriptor::close);
  }
}
