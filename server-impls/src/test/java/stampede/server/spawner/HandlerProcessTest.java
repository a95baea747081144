package stampede.server.spawner;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import stampede.contract.PopulationTrace;
import stampede.contract.Scoreboard;
import stampede.linux.Address;
import stampede.linux.Descriptor;
import stampede.linux.MessageChannel;
import stampede.server.JavaCommand;
import stampede.server.Listening;
import stampede.server.Settings;
import stampede.server.WellKnownAddress;
import stampede.server.strategy.Catalogue;
import stampede.server.strategy.HandlerPlace;

@Timeout(20)
class HandlerProcessTest {
  private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);

  private final Address.Unix reception = Address.Unix.unique("handler-process");

  private HandlerProcess process(Evidence evidence, WellKnownAddress address) {
    Settings settings = Settings.parse("blocking,as=processes,handlers=2,threads=2");
    List<HandlerPlace> places =
        evidence.scoreboard().all().stream()
            .map(
                slot ->
                    new HandlerPlace(
                        slot,
                        2,
                        address.socketOf(slot.handler()),
                        evidence.scoreboard(),
                        settings,
                        List.of()))
            .toList();
    return new HandlerProcess(0, places, evidence, JavaCommand.sameServer());
  }

  @Test
  void processThatDiedAfterItsGreetingIsPassedOverAndTheNextIsServed() {
    try (Evidence evidence =
            new Evidence(Scoreboard.create(2), Optional.empty(), PopulationTrace.create(8));
        WellKnownAddress address = address();
        Descriptor listener = MessageChannel.listen(reception)) {
      HandlerProcess process = process(evidence, address);
      MessageChannel.connect(reception).close();
      MessageChannel dead = MessageChannel.acceptFrom(listener, SECOND_NS).orElseThrow();

      process.connected(dead);

      assertThat(dead.isClosed()).isTrue();
      try (MessageChannel next = MessageChannel.connect(reception)) {
        process.connected(MessageChannel.acceptFrom(listener, SECOND_NS).orElseThrow());
        MessageChannel.Message serve = next.receive(SECOND_NS).orElseThrow();
        assertThat(serve.text()).startsWith("serve\n").contains("places=0:0: 1:0:");
        assertThat(serve.descriptors()).as("scoreboard, trace, and one shared socket").hasSize(3);
        serve.descriptors().forEach(Descriptor::close);
      }
      process.end();
    }
  }

  @Test
  void channelOfAnEarlierProcessIsClosedWhenTheNextConnects() {
    try (Evidence evidence =
            new Evidence(Scoreboard.create(2), Optional.empty(), PopulationTrace.create(8));
        WellKnownAddress address = address();
        Descriptor listener = MessageChannel.listen(reception);
        MessageChannel earlier = MessageChannel.connect(reception);
        MessageChannel later = MessageChannel.connect(reception)) {
      HandlerProcess process = process(evidence, address);
      process.connected(MessageChannel.acceptFrom(listener, SECOND_NS).orElseThrow());
      process.connected(MessageChannel.acceptFrom(listener, SECOND_NS).orElseThrow());

      assertThat(earlier.isAbandoned()).isTrue();
      assertThat(later.isAbandoned()).isFalse();

      process.end();
      assertThat(later.isAbandoned()).isTrue();
    }
  }

  private static WellKnownAddress address() {
    return WellKnownAddress.open(
        Address.parse("127.0.0.1:0"),
        Catalogue.strategy("blocking").traits(),
        2,
        Listening.backlog(16));
  }
}
