package stampede.linux;

import java.util.List;
import java.util.UUID;

/**
 * Hands descriptors from a test to its {@link Child}: the test listens at an abstract name, the
 * child connects and receives one message.
 */
final class Passing implements AutoCloseable {
  private static final long TIMEOUT_NS = 30_000_000_000L;

  private final Address.Unix address = new Address.Unix("@stampede-" + UUID.randomUUID());
  private final Descriptor listener = MessageChannel.listen(address);

  /** What the child connects to. */
  String name() {
    return address.name();
  }

  /** Waits for the child and gives it the descriptors; the channel stays open. */
  MessageChannel give(Descriptor... descriptors) {
    MessageChannel channel = MessageChannel.acceptFrom(listener, TIMEOUT_NS).orElseThrow();
    channel.send("take", List.of(descriptors));
    return channel;
  }

  /** In the child: takes what was given at {@code name}. */
  static List<Descriptor> take(String name) {
    return take(MessageChannel.connect(new Address.Unix(name)));
  }

  static List<Descriptor> take(MessageChannel channel) {
    return channel.receive(TIMEOUT_NS).orElseThrow().descriptors();
  }

  @Override
  public void close() {
    listener.close();
  }
}
