package stampede.server;

import java.util.List;
import java.util.Optional;
import stampede.contract.HandlerState;
import stampede.contract.Ledger;
import stampede.contract.PopulationTrace;
import stampede.contract.RawProtocol;
import stampede.contract.Scoreboard;
import stampede.contract.Work;
import stampede.linux.Address;
import stampede.linux.Clock;
import stampede.linux.Descriptor;
import stampede.linux.NativeBuffer;
import stampede.linux.Sockets;
import stampede.server.spawner.Evidence;
import stampede.server.spawner.Spawner;
import stampede.server.strategy.Catalogue;

/**
 * Serves a few requests in one process, so that an AOT cache knows what a handler loads, links and
 * runs.
 */
final class Training {
  private static final List<String> USUAL = List.of("epoll", "blocking", "mutex");
  private static final int REQUESTS = 2000;
  private static final long WITHIN_NS = 10_000_000_000L;

  private Training() {}

  /** Those strategies, or when none is named those that show all there is without libraries. */
  static void run(List<String> named) {
    List<String> strategies = named.isEmpty() ? USUAL : named;
    for (String strategy : strategies) {
      serve(Settings.parse(strategy + ",handlers=2"));
    }
  }

  private static void serve(Settings settings) {
    Population population = Population.of(settings);
    try (Evidence evidence =
            new Evidence(
                Scoreboard.create(population.most()),
                Optional.of(Ledger.create(REQUESTS, 2)),
                PopulationTrace.create(PopulationTrace.USUAL_SAMPLES));
        WellKnownAddress address =
            WellKnownAddress.open(
                Address.parse("127.0.0.1:0"),
                Catalogue.strategy(settings.name()).traits(),
                2,
                Listening.backlog(16));
        Spawner spawner = new Spawner(settings, population, address, evidence)) {
      spawner.start();
      spawner.awaitReady(Clock.monotonicNs() + WITHIN_NS);
      NativeBuffer buffer = NativeBuffer.allocate(RawProtocol.ANSWER_BYTES);
      NativeBuffer sockaddr = address.address().encode();
      for (int id = 1; id <= REQUESTS; id++) {
        exchange(buffer, sockaddr, id);
      }
      spawner.stop(Clock.monotonicNs() + WITHIN_NS);
      if (evidence.scoreboard().count(HandlerState.STOPPED) != population.handlers()) {
        throw new StartException("training: handlers did not stop");
      }
    }
  }

  private static void exchange(NativeBuffer buffer, NativeBuffer sockaddr, long id) {
    int fd = Sockets.socket(Address.AF_INET, Sockets.STREAM | Sockets.CLOEXEC);
    Sockets.connect(fd, sockaddr);
    RawProtocol.putRequest(buffer, 0, id, Work.Kind.NONE, 0);
    Sockets.send(fd, buffer, 0, RawProtocol.REQUEST_BYTES, 0);
    Sockets.recv(fd, buffer, 0, RawProtocol.ANSWER_BYTES, 0);
    Descriptor.close(fd);
  }
}
