package stampede.contract;

import java.util.List;
import stampede.linux.Address;
import stampede.linux.Descriptor;
import stampede.linux.MessageChannel;
import stampede.linux.ThisProcess;

/** A second descriptor of the same file, as another process would be handed it. */
final class Descriptors {
  private static final long DEADLINE_NS = 10_000_000_000L;

  private Descriptors() {}

  static Descriptor duplicate(Descriptor original) {
    Address.Unix address =
        new Address.Unix("@stampede-copy-" + ThisProcess.pid() + "-" + System.nanoTime());
    try (Descriptor listener = MessageChannel.listen(address);
        MessageChannel giver = MessageChannel.connect(address);
        MessageChannel taker = MessageChannel.acceptFrom(listener, DEADLINE_NS).orElseThrow()) {
      giver.send("take", List.of(original));
      return taker.receive(DEADLINE_NS).orElseThrow().descriptors().get(0);
    }
  }
}
