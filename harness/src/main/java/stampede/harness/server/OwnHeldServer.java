package stampede.harness.server;

import java.util.List;
import java.util.function.Supplier;
import stampede.harness.Directed;
import stampede.linux.Address;

/** A server of ours whose spawner has opened the address and waits to be told to start. */
final class OwnHeldServer implements HeldServer {
  private final Directed spawner;
  private final Address address;
  private final Supplier<RunningServer> start;
  private final Runnable end;
  private boolean begun;

  /**
   * Directs {@code spawner}.
   *
   * @param start tells it to start, and undoes everything when that fails
   * @param end ends it and its evidence
   */
  OwnHeldServer(Directed spawner, Address address, Supplier<RunningServer> start, Runnable end) {
    this.spawner = spawner;
    this.address = address;
    this.start = start;
    this.end = end;
  }

  @Override
  public Address address() {
    return address;
  }

  @Override
  public String target() {
    return OwnRunningServer.target(address);
  }

  @Override
  public List<Integer> pids() {
    return List.of(spawner.pid());
  }

  @Override
  public RunningServer begin() {
    if (begun) {
      throw new IllegalStateException("the server at " + address + " was begun already");
    }
    begun = true;
    return start.get();
  }

  @Override
  public void close() {
    if (!begun) {
      begun = true;
      end.run();
    }
  }
}
