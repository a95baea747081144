package stampede.server.spawner;

import java.util.Optional;
import java.util.function.BiConsumer;
import stampede.contract.ControlMessage;
import stampede.linux.Address;
import stampede.linux.Descriptor;
import stampede.linux.MessageChannel;
import stampede.linux.ThisProcess;
import stampede.server.JavaCommand;

/** Where handler processes report to their spawner: an abstract Unix address nobody else knows. */
final class Reception implements AutoCloseable {
  private static final long HELLO_WITHIN_NS = 1_000_000_000L;

  private final Address.Unix address;
  private final Optional<Descriptor> listener;

  private Reception(Address.Unix address, Optional<Descriptor> listener) {
    this.address = address;
    this.listener = listener;
  }

  static Reception open() {
    Address.Unix address = Address.Unix.unique("stampede");
    return new Reception(address, Optional.of(MessageChannel.listen(address)));
  }

  /** For a server without handler processes. */
  static Reception none() {
    return new Reception(new Address.Unix("@none"), Optional.empty());
  }

  /** The command that starts a handler process, short of its group. */
  JavaCommand command() {
    return JavaCommand.sameServer()
        .with("handlers", "--control", address.name())
        .with("--parent", String.valueOf(ThisProcess.pid()));
  }

  /** Admits every process that has connected since. */
  void admit(BiConsumer<MessageChannel, ControlMessage> welcome) {
    if (listener.isEmpty()) {
      return;
    }
    Optional<MessageChannel> channel = MessageChannel.acceptFrom(listener.get(), 0);
    while (channel.isPresent()) {
      MessageChannel connection = channel.get();
      Optional<MessageChannel.Message> hello = connection.receive(HELLO_WITHIN_NS);
      if (hello.isPresent()) {
        welcome.accept(connection, ControlMessage.parse(hello.get().text()));
      } else {
        connection.close();
      }
      channel = MessageChannel.acceptFrom(listener.get(), 0);
    }
  }

  @Override
  public void close() {
    listener.ifPresent(Descriptor::close);
  }
}
