package stampede.harness.conformance;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import stampede.contract.History;
import stampede.harness.Interruption;
import stampede.harness.observe.Machine;
import stampede.harness.server.HeldServer;
import stampede.harness.server.RunningServer;
import stampede.harness.server.ServerUnderTest;
import stampede.linux.Address;
import stampede.server.UsageException;

/**
 * One check on one server: where the check gets its stages from. A stage costs a start of the
 * server, so checks share one as long as it stays whole, and ask for their own only where they
 * must. One thread uses it; the suite closes what it gave.
 */
public final class Trial implements AutoCloseable {
  private static final Address ANY_PORT = Address.parse("127.0.0.1:0");
  private static final long ROOM = 1L << 22;

  private final ServerUnderTest server;
  private final SharedStage shared;
  private final Runs runs;
  private final Effort effort;
  private final Random random;
  private final List<AutoCloseable> own = new ArrayList<>();

  Trial(ServerUnderTest server, SharedStage shared, Runs runs, Effort effort, long seed) {
    this.server = server;
    this.shared = shared;
    this.runs = runs;
    this.effort = effort;
    this.random = new Random(seed);
  }

  /** The server under test. */
  public ServerUnderTest server() {
    return server;
  }

  /** How many handlers it is to have. */
  public int handlers() {
    return server.description().handlers();
  }

  /** How much to do. */
  public Effort effort() {
    return effort;
  }

  /** For choices of the check. */
  public Random random() {
    return random;
  }

  /** The interruption that long waits look at. */
  public Interruption interruption() {
    return runs.interruption();
  }

  /** The stage that all checks share, started anew when the last one was spoiled or has died. */
  public Stage stage() {
    return shared.get();
  }

  /**
   * The stage that checks share which need the same settings set otherwise. There is one such stage
   * at a time.
   */
  public Stage stage(Map<String, String> settings) {
    return shared.get(server.with(settings), settings);
  }

  /** Nobody needs the stage with other settings any more. */
  public void dropOther() {
    shared.dropOther();
  }

  /** Room to record so many requests of clients that come before there is a running server. */
  public History history(int most) {
    History history = History.create(runs.next(), 1, most);
    own.add(history);
    return history;
  }

  /** The shared stages are not as they were: the next check gets others. */
  public void spoil() {
    shared.drop();
  }

  /** Keeps the shared stage only if it is at rest, serves, and has done nothing wrong. */
  void spoilUnlessWhole() {
    shared.dropUnlessWhole();
  }

  /** Keeps the shared stage unless requests were given up there. */
  void spoilIfRequestsWereGivenUp() {
    shared.dropIfRequestsWereGivenUp();
  }

  /** Why the server cannot be had with these settings; empty when it can. */
  public Optional<String> refuses(Map<String, String> settings) {
    try {
      server.with(settings);
      return Optional.empty();
    } catch (UsageException refused) {
      return Optional.of(refused.getMessage());
    }
  }

  /** A stage of the check's own, with some settings set otherwise. */
  public Stage fresh(Map<String, String> settings) {
    return at(ANY_PORT, settings);
  }

  /** The same at a given address. */
  public Stage at(Address address, Map<String, String> settings) {
    BitSet cpus = Machine.cpus();
    return adopt(server.with(settings).start(address, cpus, ROOM, interruption()));
  }

  /** The stage of a server that the check has started. */
  public Stage adopt(RunningServer running) {
    Stage stage = new Stage(running, runs);
    own.add(stage);
    return stage;
  }

  /** A server whose address is open and that has no handler yet; empty where it offers no way. */
  public Optional<HeldServer> held() {
    Optional<HeldServer> held = server.listen(ANY_PORT, Machine.cpus(), ROOM, interruption());
    held.ifPresent(own::add);
    return held;
  }

  @Override
  public void close() {
    for (AutoCloseable each : own.reversed()) {
      try {
        each.close();
      } catch (Exception failure) {
        throw new IllegalStateException("cannot end what a check started", failure);
      }
    }
    own.clear();
  }
}
