package stampede.harness.conformance;

import java.util.Map;
import java.util.Optional;
import stampede.harness.audit.AuditVerdict;
import stampede.harness.observe.Machine;
import stampede.harness.server.ServerUnderTest;
import stampede.linux.Address;

/**
 * The stages that the checks of one server share, one check at a time: that of the server as it is,
 * and the last one with settings set otherwise. One thread uses it.
 */
final class SharedStage implements AutoCloseable {
  private static final Address ANY_PORT = Address.parse("127.0.0.1:0");
  private static final long ROOM = 1L << 23;
  private static final long SETTLE_WITHIN_NS = 500_000_000L;

  private final ServerUnderTest server;
  private final Runs runs;
  private Optional<Stage> stage = Optional.empty();
  private Optional<Stage> other = Optional.empty();
  private Map<String, String> otherSettings = Map.of();

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
      stage = Optional.of(start(server));
    }
    return stage.get();
  }

  private Stage start(ServerUnderTest of) {
    return new Stage(of.start(ANY_PORT, Machine.cpus(), ROOM, runs.interruption()), runs);
  }

  /** That of {@code with}, which is the server with {@code settings}, running. */
  Stage get(ServerUnderTest with, Map<String, String> settings) {
    boolean same = settings.equals(otherSettings);
    if (!same || (other.isPresent() && !other.get().server().isAlive())) {
      dropOther();
    }
    if (other.isEmpty()) {
      other = Optional.of(start(with));
      otherSettings = settings;
    }
    return other.get();
  }

  /** Ends the one with other settings, if there is one. */
  void dropOther() {
    other.ifPresent(Stage::close);
    other = Optional.empty();
    otherSettings = Map.of();
  }

  /** Ends them unless the first is at rest, serves, and has done nothing wrong. */
  void dropUnlessWhole() {
    boolean whole =
        stage.isPresent()
            && stage.get().server().isAlive()
            && stage.get().settle(SETTLE_WITHIN_NS)
            && stage.get().exchanges()
            && stage.get().audit(false).verdict() != AuditVerdict.Verdict.FAIL;
    if (!whole) {
      drop();
    }
  }

  /**
   * Ends them when the last check gave up requests that might have been answered later: the audits
   * of those that follow would hold that against the server. Services that are wrong stay, for them
   * to find.
   */
  void dropIfRequestsWereGivenUp() {
    boolean givenUp =
        stage.isPresent()
            && stage.get().audit(false).verdict() == AuditVerdict.Verdict.FAIL
            && stage.get().audit(true).verdict() != AuditVerdict.Verdict.FAIL;
    if (givenUp) {
      drop();
    }
  }

  /** Ends them; the next {@link #get} starts another. */
  void drop() {
    dropOther();
    stage.ifPresent(Stage::close);
    stage = Optional.empty();
  }

  @Override
  public void close() {
    drop();
  }
}
