package stampede.harness.mutant;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import stampede.contract.Ledger;
import stampede.contract.Scoreboard;
import stampede.harness.Interruption;
import stampede.harness.server.RunningServer;
import stampede.harness.server.ServerDescription;
import stampede.harness.server.ServerUnderTest;
import stampede.linux.Address;
import stampede.linux.ListeningSocket;

/**
 * A small server with a real socket, a real scoreboard and a real ledger, whose handlers are
 * threads of the test's own JVM and do one thing wrong, once in {@code every} requests. It counts
 * how often it did, to be held against what the audit finds.
 */
final class MutantServer implements ServerUnderTest {
  static final int HANDLERS = 2;
  private static final int BACKLOG = 1024;

  private final Defect defect;
  private final long every;
  private final AtomicLong done = new AtomicLong();

  MutantServer(Defect defect, long every) {
    this.defect = defect;
    this.every = every;
  }

  /** How often it has done wrong. */
  long wrongs() {
    return done.get();
  }

  @Override
  public ServerDescription description() {
    return new ServerDescription(
        "mutant",
        "mutant," + defect,
        "threads",
        HANDLERS,
        HANDLERS,
        Map.of(),
        "the tests",
        "one",
        true,
        "shared");
  }

  @Override
  public RunningServer start(
      Address address, BitSet cpus, long expectedRequests, Interruption interruption) {
    return new Running(
        ListeningSocket.bind(address, BACKLOG, false),
        Scoreboard.create(HANDLERS),
        Ledger.create(expectedRequests, HANDLERS));
  }

  /** The server as it runs. */
  private final class Running implements RunningServer {
    private final ListeningSocket socket;
    private final Scoreboard scoreboard;
    private final Ledger ledger;
    private final List<MutantHandler> handlers;

    Running(ListeningSocket socket, Scoreboard scoreboard, Ledger ledger) {
      this.socket = socket;
      this.scoreboard = scoreboard;
      this.ledger = ledger;
      socket.setNonBlocking(true);
      AtomicLong turn = new AtomicLong();
      handlers =
          scoreboard.all().stream()
              .map(
                  slot ->
                      new MutantHandler(
                          socket.number(),
                          slot,
                          ledger.writer(slot),
                          () -> turn.incrementAndGet() % every == 0 ? defect : Defect.NONE,
                          done))
              .toList();
      handlers.forEach(MutantHandler::start);
    }

    @Override
    public Address address() {
      return socket.address();
    }

    @Override
    public List<Integer> pids() {
      return List.of((int) ProcessHandle.current().pid());
    }

    @Override
    public Optional<Scoreboard> scoreboard() {
      return Optional.of(scoreboard);
    }

    @Override
    public Optional<Ledger> ledger() {
      return Optional.of(ledger);
    }

    @Override
    public String target() {
      return "raw://" + address();
    }

    @Override
    public Optional<Integer> backlog() {
      return Optional.of(BACKLOG);
    }

    @Override
    public long readyNs() {
      return 0;
    }

    @Override
    public boolean isAlive() {
      return handlers.stream().anyMatch(MutantHandler::isAlive);
    }

    @Override
    public boolean stop() {
      handlers.forEach(MutantHandler::stop);
      return handlers.stream().noneMatch(MutantHandler::isAlive);
    }

    @Override
    public void close() {
      stop();
      socket.close();
      scoreboard.close();
      ledger.close();
    }
  }
}
