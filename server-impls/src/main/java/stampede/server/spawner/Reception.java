package stampede.server.spawner;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import stampede.contract.ControlMessage;
import stampede.linux.Address;
import stampede.linux.Clock;
import stampede.linux.Descriptor;
import stampede.linux.MessageChannel;
import stampede.linux.ThisProcess;
import stampede.server.JavaCommand;

/** Where handler processes report to their spawner: an abstract Unix address nobody else knows. */
final class Reception implements AutoCloseable {
  /** Generous: a process that was let in and says nothing costs a descriptor, no more. */
  private static final long HELLO_WITHIN_NS = 30_000_000_000L;

  /** Somebody who has connected and not said who it is. */
  private record Stranger(MessageChannel channel, long untilNs) {}

  private final Address.Unix address;
  private final Optional<Descriptor> listener;
  private final List<Stranger> strangers = new ArrayList<>();

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

  /** Admits every process that has connected and said who it is since. Never waits. */
  void admit(BiConsumer<MessageChannel, ControlMessage> welcome) {
    if (listener.isEmpty()) {
      return;
    }
    long nowNs = Clock.monotonicNs();
    Optional<MessageChannel> channel = MessageChannel.acceptFrom(listener.get(), 0);
    while (channel.isPresent()) {
      strangers.add(new Stranger(channel.get(), nowNs + HELLO_WITHIN_NS));
      channel = MessageChannel.acceptFrom(listener.get(), 0);
    }
    strangers.removeIf(stranger -> isDealtWith(stranger, nowNs, welcome));
  }

  private static boolean isDealtWith(
      Stranger stranger, long nowNs, BiConsumer<MessageChannel, ControlMessage> welcome) {
    Optional<MessageChannel.Message> hello = stranger.channel().receive(0);
    if (hello.isPresent()) {
      welcome.accept(stranger.channel(), ControlMessage.parse(hello.get().text()));
      return true;
    }
    if (stranger.channel().isAbandoned() || nowNs > stranger.untilNs()) {
      stranger.channel().close();
      return true;
    }
    return false;
  }

  @Override
  public void close() {
    listener.ifPresent(Descriptor::close);
    strangers.forEach(stranger -> stranger.channel().close());
  }
}
