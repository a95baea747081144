package stampede.contract;

import java.util.List;
import stampede.linux.Address;
import stampede.linux.MessageChannel;

/** Where a {@link Child} begins: takes what it is handed, plays its role, says so, and waits. */
final class ChildMain {
  private ChildMain() {}

  public static void main(String[] arguments) {
    Address.Unix address = new Address.Unix(arguments[0]);
    try (MessageChannel channel = MessageChannel.connect(address)) {
      MessageChannel.Message handed = channel.receive().orElseThrow();
      channel.send("taken", List.of());
      ChildRole.valueOf(arguments[1]).play(handed.descriptors(), Long.parseLong(arguments[2]));
      channel.send("played", List.of());
      channel.receive();
    }
  }
}
