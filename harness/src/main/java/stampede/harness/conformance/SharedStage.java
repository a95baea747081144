package stampede.harness.conformance;

import java.util.Optional;
import stampede.harness.observe.Machine;
import stampede.harness.server.ServerUnderTest;
import stampede.linux.Address;

/** The stage that the checks of one server share, one at a time. One thread uses it. */
final class SharedStage implements AutoCloseable {
  private static final Address ANY_PORT = Address.parse("127.0.0.1:0");
  private static final long ROOM = 1L << 23;

  private final ServerUnderTest server;
  private final Runs runs;
  private Optional<Stage> stage = Optional.empty();

  SharedStage(ServerUnderTest server, Runs runs) {
    this.server = server;
    this.runs = runs;
  }

  /** It, running. */
  Stage get() {
    if (stage.isPresent() && !stage.get().server().isAlive()) {
      drop();
    }
    if (stage.isEmpty()) {
      stage =
          Optional.of(
              new Stage(server.start(ANY_PORT, Machine.cpus(), ROOM, runs.interruption()), runs));
    }
    return stage.get();
  }

  /** Ends it; the next {@link #get} starts another. */
  void drop() {
    stage.ifPresent(Stage::close);
    stage = Optional.empty();
  }

  @Override
  public void close() {
    drop();
  }
}
