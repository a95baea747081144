package stampede.harness.cluster;

import java.util.BitSet;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Supplier;
import stampede.cluster.Conversation;
import stampede.cluster.WorkRefusedException;
import stampede.harness.Interruption;
import stampede.linux.Clock;

/** Asks the controller for the next server. Any lane may ask; they are answered in turn. */
final class HandedServers implements Supplier<OptionalInt> {
  private static final long WITHIN_NS = 30_000_000_000L;
  private static final long LOOK_NS = 50_000_000L;

  private final int servers;
  private final Conversation controller;
  private final Interruption interruption;
  private final BitSet had = new BitSet();

  HandedServers(int servers, Conversation controller, Interruption interruption) {
    this.servers = servers;
    this.controller = controller;
    this.interruption = interruption;
  }

  @Override
  public synchronized OptionalInt get() {
    interruption.check();
    controller.say(new SuiteWord.Free().text());
    int server = answer().server();
    if (server < 0) {
      return OptionalInt.empty();
    }
    if (server >= servers || had.get(server)) {
      throw new WorkRefusedException("it was handed server " + server + ", which it cannot have");
    }
    had.set(server);
    return OptionalInt.of(server);
  }

  private SuiteWord.Next answer() {
    long untilNs = Clock.monotonicNs() + WITHIN_NS;
    while (Clock.monotonicNs() < untilNs) {
      interruption.check();
      Optional<String> answer = controller.hear(LOOK_NS);
      if (answer.isPresent()) {
        return SuiteWord.Next.parse(answer.get());
      }
    }
    throw new WorkRefusedException("it was not told in time which server is next");
  }
}
