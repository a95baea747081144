package stampede.harness.server;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import stampede.contract.Ledger;
import stampede.contract.Scoreboard;
import stampede.harness.Interruption;
import stampede.linux.Address;
import stampede.load.Target;

/**
 * A server somebody else started, known by its URL alone: it is neither placed nor stopped, keeps
 * no ledger that we could read, and its CPU time is not known.
 *
 * @param target its URL
 */
public record ExternalServer(Target target) implements ServerUnderTest {
  @Override
  public ServerDescription description() {
    return new ServerDescription(
        "target",
        target.text(),
        "unknown",
        0,
        0,
        Map.of(),
        "somebody else's server",
        "unknown",
        false,
        "unknown");
  }

  @Override
  public RunningServer start(
      Address address, BitSet cpus, long expectedRequests, Interruption interruption) {
    Reachability.require(target.address());
    return new Running(target);
  }

  /** It runs already, and goes on. */
  private record Running(Target whole) implements RunningServer {
    @Override
    public Address address() {
      return whole.address();
    }

    @Override
    public String target() {
      return whole.text();
    }

    @Override
    public List<Integer> pids() {
      return List.of();
    }

    @Override
    public Optional<Scoreboard> scoreboard() {
      return Optional.empty();
    }

    @Override
    public Optional<Ledger> ledger() {
      return Optional.empty();
    }

    @Override
    public Optional<Integer> backlog() {
      return Optional.empty();
    }

    @Override
    public long readyNs() {
      return 0;
    }

    @Override
    public boolean isAlive() {
      return true;
    }

    @Override
    public boolean stop() {
      return true;
    }

    @Override
    public void close() {
      // not ours to stop
    }
  }
}
